// Loaded before a program that listens on no port: a file says when its event loop last turned.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Its health check reads it. */
const ALIVE = join(tmpdir(), 'alive');
const EVERY_MS = 5_000;

const beat = () => {
  try {
    writeFileSync(ALIVE, '');
  } catch {
    // a disk without room is not a program that hangs, and is seen by the file all the same
  }
};

beat();
setInterval(beat, EVERY_MS).unref();
