import { copyFile, stat, truncate } from 'node:fs/promises';

/** Bytes of PostgreSQL's own log before it is turned over; two of them, with the product's log, are 50 MB. */
const BYTES = 2_500_000;
const EVERY_MS = 60_000;

/**
 * Turns over a file that another process goes on appending to: what it holds is copied beside it (`.1`) and it begins anew.
 * What cannot be turned over is left as it is.
 */
export async function turnOverInPlace(file: string, bytes = BYTES): Promise<void> {
  try {
    if ((await stat(file)).size <= bytes) return;
    await copyFile(file, `${file}.1`);
    await truncate(file);
  } catch {
    // a disk that is full or a file that is not there yet: the next time
  }
}

/** Keeps such a file bounded from now on; gives what ends it. It keeps no program from its end. */
export function keepBounded(file: string, everyMs = EVERY_MS, bytes = BYTES): () => void {
  let turning: Promise<void> | undefined;
  const timer = setInterval(() => {
    // a second one beside the first would copy what the first has emptied
    turning ??= turnOverInPlace(file, bytes).finally(() => (turning = undefined));
  }, everyMs).unref();
  return () => clearInterval(timer);
}
