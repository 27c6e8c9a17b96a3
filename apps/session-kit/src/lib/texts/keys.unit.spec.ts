import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../messages');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

it.each([...new Set(files.map((name) => name.slice(0, 2)))])(
  'each text in %s has a key of its own, over all files: of two one would be shown for both, and the build takes minutes',
  (language) => {
    const keys = files
      .filter((name) => name.startsWith(language))
      // as it is written: read as an object, the second of two in one file would hide the first
      .flatMap((name) => [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/^ {2}"([a-z]\w*)":/gm)])
      .map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  },
);
