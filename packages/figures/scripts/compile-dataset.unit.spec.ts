import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const from = process.env.BUURTBALANS_SOURCE_DATA ?? '';
const here = import.meta.dirname;
const run = (script: string, ...options: string[]): void =>
  void execFileSync(join(here, '../../../node_modules/.bin/node'), [join(here, script), '--from', from, ...options]);
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

describe.skipIf(!existsSync(from))('what ships (skipped where the source files are not at hand)', () => {
  it.each([
    ['the data sets of two cities', 'compile-dataset.ts', '../data'],
    ['the cells of thirty areas', 'take-thirty-areas.ts', '../fixtures'],
  ])('[P27] %s come out of the source files to the byte', (_, script, shipped) => {
    const to = mkdtempSync(join(tmpdir(), 'dataset-'));
    try {
      run(script, '--to', to);
      const files = filesIn(join(here, shipped)).sort();
      expect(filesIn(to).sort()).toEqual(files);
      for (const file of files)
        expect(readFileSync(join(to, file)).equals(readFileSync(join(here, shipped, file))), file).toBe(true);
    } finally {
      rmSync(to, { recursive: true });
    }
  });
});
