import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'adr');
const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');

it.each(files)('%s has a number, a title, a status with its day, and a decision; and stands in the list', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const [, number, title, status, day] =
    /^# (\d+)\. (.+)\n\n(Accepted|Superseded by \[\d+\]\(\d{4}-.+\.md\)) · (\d{4}-\d\d-\d\d)\n\n## /.exec(text) ?? [];
  expect([number?.padStart(4, '0'), text.includes('\n## Decision\n')]).toEqual([file.slice(0, 4), true]);
  const told = status === 'Accepted' ? 'accepted' : `superseded by ${/\d+/.exec(status!)![0]}`;
  expect(index).toContain(`\n| ${number} | [${title}](${file}) | ${told} | ${day} |\n`);
});

it('the list names no other, and says which numbers are missing', () => {
  const numbers = files.map((file) => Number(file.slice(0, 4)));
  expect(index.match(/^\| \d+ \|/gm)).toHaveLength(files.length);
  const missing = Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1).filter(
    (number) => !numbers.includes(number),
  );
  expect(
    /The\s+numbers (.+) were never used/
      .exec(index)?.[1]
      ?.split(/ and |, /)
      .map(Number),
  ).toEqual(missing);
});
