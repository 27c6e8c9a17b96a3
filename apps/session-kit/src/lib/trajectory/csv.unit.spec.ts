import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('opens in a Dutch spreadsheet: byte order mark, semicolons, quotes doubled', () => {
  expect(
    toCsv([
      ['Naam', 'Dagen'],
      ['De "Punt"; noord', 12],
    ]),
  ).toBe('\uFEFF"Naam";"Dagen"\r\n"De ""Punt""; noord";"12"\r\n');
});

test.each(['=HYPERLINK("https://elders.test")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'does not let %j run as a formula',
  (text) => {
    expect(toCsv([[text]])).toContain(`"'${text.replaceAll('"', '""')}"`);
  },
);

test('leaves a negative number a number', () => {
  expect(toCsv([[-3]])).toBe('\uFEFF"-3"\r\n');
});
