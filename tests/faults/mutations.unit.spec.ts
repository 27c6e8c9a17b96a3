import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MUTATIONS } from './mutation-list.ts';

const ROOT = join(import.meta.dirname, '..', '..');

test.each(MUTATIONS)('the guard "$guard" stands where the nightly proof takes it out', ({ file, from }) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(from);
});
