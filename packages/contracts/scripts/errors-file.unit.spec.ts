import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { errorAnchor, errorCatalogue } from '../src/index.ts';
import { ERRORS_FILE, errorsFile } from './errors-file.ts';

it('docs/errors.md says what the catalogue says (npm run docs:errors)', async () => {
  expect(await readFile(ERRORS_FILE, 'utf8')).toBe(errorsFile());
});

it('each code has a place of its own', () => {
  const codes = Object.keys(errorCatalogue);
  expect(new Set(codes.map(errorAnchor)).size).toBe(codes.length);
});
