import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Bytes that are handed on at a time. */
const PART = 1024 * 1024;

/**
 * Does `work` with a body once all of it is there. Until then it lies in a file: whoever sends it over a bad line holds
 * no connection of the database, which others need.
 */
export async function whenWhole<T>(body: AsyncIterable<Buffer>, work: (file: AsyncIterable<Buffer>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-upload-'));
  const path = join(folder, 'file');
  try {
    await pipeline(body, createWriteStream(path, { mode: 0o600 }));
    return await work(read(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opened when it is read: a file that nobody reads, because the database is away, is none to close. */
async function* read(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: PART }) as AsyncIterable<Buffer>;
}
