import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A square as it was kept. */
export interface KeptTile {
  readonly body: Buffer;
  readonly ageMs: number;
}

/**
 * Squares on disk, so that each is asked of its maker once, and the map stays when the line goes. It is a cache: whatever
 * goes wrong with it (no room, no right to write) costs a request more and is no fault.
 */
export class TileCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  /** What lies there, as far as this process knows; undefined until it was counted. */
  #bytes: number | undefined;
  #clearing: Promise<void> | undefined;

  /** @param mostBytes more than this is not kept for long: the oldest squares go */
  constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  async find(key: string): Promise<KeptTile | null> {
    const path = join(this.#folder, key);
    const [body, file] = await Promise.all([readFile(path), stat(path)]).catch(() => [null, null] as const);
    return body && body.length > 0 ? { body, ageMs: Date.now() - file.mtimeMs } : null;
  }

  /** Keeps a square: written beside its place and renamed, so that nobody ever reads half of one. */
  async keep(key: string, body: Buffer): Promise<void> {
    const path = join(this.#folder, key);
    const draft = join(this.#folder, `.${randomUUID()}`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(draft, body);
      // by the clock that its age is counted with, which need not be that of the disk
      const now = Date.now() / 1_000;
      await utimes(draft, now, now);
      await rename(draft, path);
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
      return;
    }
    if (this.#bytes !== undefined) this.#bytes += body.length;
    if (this.#bytes === undefined || this.#bytes > this.#mostBytes) await this.#clear();
  }

  /** Counts what there is, and takes away the oldest until a tenth is free. */
  async #clear(): Promise<void> {
    this.#clearing ??= this.#clearOnce().finally(() => (this.#clearing = undefined));
    return this.#clearing;
  }

  async #clearOnce(): Promise<void> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          const { size = 0, mtimeMs = 0 } = (await stat(path).catch(() => undefined)) ?? {};
          return { path, size, mtimeMs };
        }),
    );
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes > this.#mostBytes) {
      for (const { path, size } of files.sort((one, other) => one.mtimeMs - other.mtimeMs)) {
        if (bytes <= this.#mostBytes * 0.9) break;
        await rm(path, { force: true }).catch(() => undefined);
        bytes -= size;
      }
    }
    this.#bytes = bytes;
  }
}
