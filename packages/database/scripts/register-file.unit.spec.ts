import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { REGISTER_FILE, registerFile, statements, tables } from './register-file.ts';

it('[P46] every column of every table has one statement, and nothing is stated of what is not there', async () => {
  const stated = Object.entries(statements).map(([name, { personal, none }]) => ({
    name,
    columns: [...Object.keys(personal), ...none].toSorted(),
  }));
  expect(stated.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
    (await tables()).map(({ name, columns }) => ({ name, columns: [...columns].toSorted() })),
  );
});

it('[P46] docs/processing.md says what is stated (npm run docs:processing)', async () => {
  expect(await readFile(REGISTER_FILE, 'utf8')).toBe(await registerFile());
});
