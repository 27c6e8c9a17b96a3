import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const from = process.env.BUURTBALANS_SOURCE_DATA ?? '';
const shipped = join(import.meta.dirname, '../data/amsterdam');

describe.skipIf(!existsSync(from))('compiling the data set (skipped where the source files are not at hand)', () => {
  it('gives the very bytes that ship with the product', () => {
    const to = mkdtempSync(join(tmpdir(), 'dataset-'));
    try {
      execFileSync(join(import.meta.dirname, '../../../node_modules/.bin/node'), [
        join(import.meta.dirname, 'compile-dataset.ts'),
        '--from',
        from,
        '--to',
        to,
      ]);
      const files = readdirSync(to);
      expect(files.sort()).toEqual(['areas.json', 'figures.json', 'parks.json', 'sources.json']);
      for (const file of files)
        expect(readFileSync(join(to, file)).equals(readFileSync(join(shipped, file))), file).toBe(true);
    } finally {
      rmSync(to, { recursive: true });
    }
  });
});
