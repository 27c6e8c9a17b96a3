import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Bytes that are handed on at a time. */
const PART = 1024 * 1024;
const PREFIX = 'buurtbalans-upload-';
/** No upload takes so long. */
const DAY_MS = 86_400_000;

/**
 * Does `work` with a body once all of it is there. Until then it lies in a file: whoever sends it over a bad line holds
 * no connection of the database, which others need.
 */
export async function whenWhole<T>(
  body: AsyncIterable<Buffer>,
  work: (file: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const path = join(folder, 'file');
  try {
    await pipeline(body, createWriteStream(path, { mode: 0o600 }));
    return await work(read(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Clears what an engine that was killed left of uploads; what may be under way in another stays, and what cannot be removed too. */
export async function clearLeftUploads(among = tmpdir()): Promise<void> {
  for (const name of await readdir(among).catch(() => [])) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(among, name);
    const found = await lstat(folder).catch(() => undefined);
    if (found?.isDirectory() && Date.now() - found.mtimeMs > DAY_MS)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Opened when it is read: a file that nobody reads, because the database is away, is none to close. */
async function* read(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: PART }) as AsyncIterable<Buffer>;
}
