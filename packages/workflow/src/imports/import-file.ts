import { createHash } from 'node:crypto';
import {
  beginDelivery,
  type Database,
  dropDelivery,
  type Delivery,
  keepAreas,
  keepRows,
  knownAreas,
  proposeDelivery,
  readDelivery,
  readProposal,
  type ReadDelivery,
} from '@buurtbalans/database';
import { dutchDay } from '@buurtbalans/domain';
import { FiguresError, ownFigures, readStatLineRows } from '@buurtbalans/figures';
import { readBoundaries } from '@buurtbalans/geo';
import { importProblemsOf, isUnstorable, UnreadableFile } from './import-problems.ts';
import { placed } from './placed-area.ts';

/** A file that somebody brings in, whatever its way: an upload, or a path on the command line. */
export interface ImportedFile {
  /** Of the delivery that comes of it. */
  readonly id: string;
  readonly kind: Delivery['kind'];
  readonly origin: 'upload' | 'command_line';
  /** Its name without a folder, for messages. */
  readonly fileName: string;
  /** Year of the figures, where the file does not say it. */
  readonly year: number | null;
  /** What whoever brings it says that it is; it counts where the file itself shows nothing. */
  readonly title: string | null;
  readonly broughtBy: { readonly id: string; readonly role: string; readonly organisation: string | null } | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** Hears how far the reading is, in bytes and rows. */
  readonly onProgress?: (bytes: number, rows: number) => Promise<void>;
}

/** Rows that were read, and figures or areas in them. */
export interface Imported {
  readonly rows: number;
  readonly stored: number;
}

type Transaction = Parameters<typeof proposeDelivery>[0];
type Also = (tx: Transaction, imported: Imported) => Promise<void>;

/**
 * Reads a file into a delivery that is proposed, with its difference; nothing official changes. `also` writes in the
 * transaction that proposes it. A file that is refused leaves nothing.
 *
 * @throws an error of which {@link importProblemsOf} says what is wrong with the file
 */
export async function importFile(
  db: Database,
  file: ImportedFile,
  also: Also = async () => undefined,
): Promise<Imported> {
  const { id, kind, origin, fileName, broughtBy } = file;
  const isBegun = await beginDelivery(db, { id, kind, origin, fileName, broughtBy: broughtBy?.id ?? null });
  if (!isBegun) return { rows: (await readDelivery(db.query, id))?.rows ?? 0, stored: 0 };
  try {
    const imported = await (kind === 'kwb' ? readFigures(db, file, also) : readAreas(db, file, also));
    await readProposal(db, id);
    return imported;
  } catch (error) {
    // nothing is left of a file that is refused, nor of an attempt that another one follows
    await dropDelivery(db, id).catch(() => undefined);
    throw error;
  }
}

/** A body with the number of its bytes and its hash, once it is read; what goes wrong where it comes from is no fault of the file. */
class WatchedFile {
  readonly #file: ImportedFile;
  readonly #hash = createHash('sha256');
  readonly #elsewhere = new Set<unknown>();
  #bytes = 0;

  constructor(file: ImportedFile) {
    this.#file = file;
  }

  async *body(): AsyncGenerator<Uint8Array> {
    const parts = this.#file.body[Symbol.asyncIterator]();
    try {
      for (;;) {
        const part = await parts.next().catch(this.elsewhere);
        if (part.done) return;
        this.#bytes += part.value.length;
        this.#hash.update(part.value);
        yield part.value;
      }
    } finally {
      // a file that is refused early is read no further
      await parts.return?.();
    }
  }

  readonly elsewhere = (error: unknown): never => {
    this.#elsewhere.add(error);
    throw error;
  };

  /** Does what reads the file; whatever it falls over is the file, unless it lay elsewhere. */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#elsewhere.has(error) || importProblemsOf(error)) throw error;
      throw new UnreadableFile(this.#file.fileName, error);
    }
  }

  get whole(): Pick<ReadDelivery, 'bytes' | 'sha256'> {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

async function readFigures(db: Database, file: ImportedFile, also: Also): Promise<Imported> {
  const { id, fileName, year, onProgress } = file;
  const watched = new WatchedFile(file);
  let stored = 0;
  const { rows, indicators, years, dropped, recognised } = await watched.reading(() =>
    readStatLineRows(watched.body(), {
      file: fileName,
      year: year ?? undefined,
      latestYear: Number(dutchDay(new Date().toISOString()).slice(0, 4)) + 1,
      onRows: async (more) => {
        for (const { cells } of more) for (const { value } of cells) if (value !== null) stored += 1;
        await keepRows(db.query, id, more).catch(watched.elsewhere);
      },
      ...(onProgress && {
        onProgress: (bytes: number, read: number) => onProgress(bytes, read).catch(watched.elsewhere),
      }),
    }),
  );
  const { known, unknown } = await knownAreas(db.query, id);
  if (known === 0)
    throw new FiguresError([
      { code: 'FIGURES.NO_KNOWN_AREA', details: { file: fileName, value: unknown.example ?? 'NL00' } },
    ]);
  const source = recognised?.source ?? ownSource(file, 'cijfers');
  await db.query.transaction().execute(async (tx) => {
    await proposeDelivery(tx, id, { ...watched.whole, source, rows, years, columns: indicators, dropped });
    await also(tx, { rows, stored });
  });
  return { rows, stored };
}

async function readAreas(db: Database, file: ImportedFile, also: Also): Promise<Imported> {
  const { id, fileName } = file;
  const watched = new WatchedFile(file);
  const areas = await watched.reading(async () => {
    const parts: Uint8Array[] = [];
    for await (const part of watched.body()) parts.push(part);
    return readBoundaries(Buffer.concat(parts).toString('utf8'), fileName).map(placed);
  });
  const imported = { rows: areas.length, stored: areas.length };
  await db.query.transaction().execute(async (tx) => {
    await keepAreas(tx, id, areas).catch((error: unknown) => {
      throw isUnstorable(error) ? new UnreadableFile(fileName, error) : error;
    });
    const source = ownSource(file, 'grenzen');
    await proposeDelivery(tx, id, {
      ...watched.whole,
      source,
      rows: areas.length,
      years: [],
      columns: [],
      dropped: [],
    });
    await also(tx, imported);
  });
  return imported;
}

/** What no file shows to be of another is the municipality's own. */
function ownSource({ title, broughtBy }: ImportedFile, what: 'cijfers' | 'grenzen') {
  const { role = null, organisation = null } = broughtBy ?? {};
  return ownFigures({ what, title, role, organisation, day: dutchDay(new Date().toISOString()) });
}
