import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { EXIT, StartError } from '../start-error.ts';
import {
  ABOUT,
  type About,
  aboutSchema,
  type BackupTable,
  FORMAT,
  type Manifest,
  MANIFEST,
  MANIFEST_HASH,
  parsed,
  readManifest,
} from './manifest.ts';
import { BLOCK, paddingAfter, readTarHeader, TAR_END } from './tar.ts';

const expand = promisify(gunzip);

interface Place {
  readonly name: string;
  readonly from: number;
  readonly size: number;
}

/** A backup that was read from its first byte to its last, and is as it was written. */
export class Backup {
  readonly #file: FileHandle;
  readonly #places: ReadonlyMap<string, Place>;
  readonly manifest: Manifest;

  private constructor(file: FileHandle, places: ReadonlyMap<string, Place>, manifest: Manifest) {
    this.#file = file;
    this.#places = places;
    this.manifest = manifest;
  }

  /**
   * Opens a backup, checks all of it and runs `work` on it.
   *
   * @throws StartError for a file that cannot be read, was written by a newer version, or is not as it was written; the
   * message names each part that is not
   */
  static async using<T>(path: string, work: (backup: Backup) => Promise<T>): Promise<T> {
    const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new StartError(`${path}: dit bestand is er niet / there is no such file`);
      throw error;
    });
    try {
      if (!(await file.stat()).isFile()) throw notOurs(path);
      const places = await placesIn(file, path);
      const manifest = await manifestOf(file, path, places);
      const backup = new Backup(file, places, manifest);
      const faults = await backup.faults();
      if (faults.length > 0) throw damaged(path, faults);
      return await work(backup);
    } finally {
      await file.close();
    }
  }

  /** The rows of a table as COPY text, in pieces. @throws DamagedPart for one that is not as it was written */
  async *rowsOf(table: BackupTable): AsyncGenerator<Buffer> {
    for (const { name, sha256: wanted } of table.parts) {
      const place = this.#places.get(name);
      const bytes = place && (await bytesAt(this.#file, place));
      if (!bytes || sha256(bytes) !== wanted) throw new DamagedPart(name);
      yield await expand(bytes);
    }
  }

  private async faults(): Promise<string[]> {
    const faults: string[] = [];
    const known = new Set([ABOUT, MANIFEST, MANIFEST_HASH]);
    const about = parsed(aboutSchema, await bytesAt(this.#file, this.#places.get(ABOUT)!));
    if (JSON.stringify(about) !== JSON.stringify(this.manifest.about)) faults.push(ABOUT);
    for (const table of this.manifest.tables) {
      for (const { name } of table.parts) known.add(name);
      try {
        if (!(await this.isWhole(table))) faults.push(`tables/${table.name}`);
      } catch (error) {
        if (!(error instanceof DamagedPart)) throw error;
        faults.push(error.part);
      }
    }
    return [...faults, ...[...this.#places.keys()].filter((name) => !known.has(name))];
  }

  /** Whether its parts together are the rows that were counted. */
  private async isWhole(table: BackupTable): Promise<boolean> {
    const hash = createHash('sha256');
    let rows = 0;
    for await (const piece of this.rowsOf(table)) {
      hash.update(piece);
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows += 1;
    }
    return rows === table.rows && hash.digest('hex') === table.sha256;
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const notOurs = (path: string): StartError =>
  new StartError(`${path}: dit is geen reservekopie van Buurtbalans / this is not a backup of Buurtbalans`);

const damaged = (path: string, parts: readonly string[]): StartError =>
  new StartError(
    `${path}: niet zoals geschreven; neem een andere reservekopie / not as written; take another backup: ${parts.slice(0, 20).join(', ')}${parts.length > 20 ? ' …' : ''}`,
    EXIT.notAsWritten,
  );

/** A piece that is not as it was written, also one that changed since it was looked at. */
class DamagedPart extends StartError {
  readonly part: string;

  constructor(part: string) {
    super(`${part}: niet zoals geschreven / not as written`, EXIT.notAsWritten);
    this.part = part;
  }
}

/** Where each file in the tar lies, with every byte around them as it has to be. */
async function placesIn(file: FileHandle, path: string): Promise<Map<string, Place>> {
  const { size: end } = await file.stat();
  const places = new Map<string, Place>();
  let last = ABOUT;
  for (let at = 0; ;) {
    const block = await bytesAt(file, { from: at, size: Math.min(BLOCK, end - at) });
    if (at + TAR_END.length === end && (await bytesAt(file, { from: at, size: TAR_END.length })).equals(TAR_END))
      return places;
    const entry = block.length === BLOCK ? readTarHeader(block) : undefined;
    if (at === 0 && entry?.name !== ABOUT) throw notOurs(path);
    if (!entry || places.has(entry.name)) throw damaged(path, [`byte ${at}`, `na / after ${last}`]);
    const place = { name: entry.name, from: at + BLOCK, size: entry.size };
    const next = place.from + entry.size + paddingAfter(entry.size);
    if (next > end)
      throw damaged(path, [
        `${entry.name}: het bestand houdt hier op, het is niet af / the file ends here, it is not whole`,
      ]);
    if (at === 0) checkFormat(parsed(aboutSchema, await bytesAt(file, place)), path);
    const padding = await bytesAt(file, { from: place.from + entry.size, size: paddingAfter(entry.size) });
    if (padding.some((byte) => byte !== 0))
      throw damaged(path, [`byte ${next - padding.length}–${next}`, `na / after ${entry.name}`]);
    places.set(entry.name, place);
    last = entry.name;
    at = next;
  }
}

function checkFormat(about: About | undefined, path: string): void {
  if (!about) throw damaged(path, [ABOUT]);
  if (about.format > FORMAT)
    throw new StartError(
      `${path}: gemaakt door een nieuwere versie (${about.product}, vorm ${about.format}); werk Buurtbalans eerst bij / made by a newer version (${about.product}, format ${about.format}); update Buurtbalans first`,
    );
}

async function manifestOf(file: FileHandle, path: string, places: ReadonlyMap<string, Place>): Promise<Manifest> {
  const [place, hash] = [places.get(MANIFEST), places.get(MANIFEST_HASH)];
  if (!place || !hash) throw damaged(path, [MANIFEST]);
  const bytes = await bytesAt(file, place);
  const manifest = readManifest(bytes);
  if (!manifest || (await bytesAt(file, hash)).toString('latin1') !== `${sha256(bytes)}  ${MANIFEST}\n`)
    throw damaged(path, [MANIFEST]);
  return manifest;
}

async function bytesAt(file: FileHandle, { from, size }: Pick<Place, 'from' | 'size'>): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(bytes, at, size - at, from + at);
    if (bytesRead === 0) return bytes.subarray(0, at);
    at += bytesRead;
  }
  return bytes;
}
