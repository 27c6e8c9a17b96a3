import { describe, expect, it } from 'vitest';
import { tellsOfNoSpace } from './embedded-error.ts';

describe('what PostgreSQL says of a disk', () => {
  it.each([
    ['FATAL:  could not write to file "pg_wal/xlogtemp.29": No space left on device', true],
    ['FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 9', true],
    ['FATAL:  could not open file "global/pg_control": No such file or directory', false],
  ])('[E68] %s: full %s', (words, isFull) => {
    expect(tellsOfNoSpace(words)).toBe(isFull);
  });
});
