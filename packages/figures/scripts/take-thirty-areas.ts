/**
 * Takes what the source files say of thirty areas of two cities, cell by cell as it stands there, into
 * `fixtures/thirty-areas.json`: `node packages/figures/scripts/take-thirty-areas.ts --from DIR [--to DIR]`. The same files
 * give the same bytes. Tests recompute figures from it, so it knows neither the catalogue nor how the data sets are compiled.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';

/** Two cities, wijken with all their neighbourhoods: where hardly anyone lives, where cells are empty, where a row is not there. */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  GM0363: [],
  WK0363FA: ['01', '02', '03', '04', '05', '06', '07', '08'],
  WK0363FF: ['01', '02', '03'],
  WK0363AA: ['01', '02'],
  GM0014: [],
  WK001403: ['00', '01', '02'],
  WK001411: ['00', '01', '02', '03', '04', '05', '06', '07'],
};
/** Of this wijk two neighbourhoods alone are taken. */
const IN_PART = ['WK0363AA'];

const FILES = [
  ['cbs/kwb-2024-amsterdam-statline.csv', 'CBS, Kerncijfers wijken en buurten', '85984NED', 2024, 'Area_Code'],
  ['cbs/kwb-2023-inkomen-amsterdam-statline.csv', 'CBS, Kerncijfers wijken en buurten', '85618NED', 2023, 'Area_Code'],
  ['cbs/nabijheid-2024-amsterdam-statline.csv', 'CBS, Nabijheid voorzieningen', '', 2024, 'Encoding_3'],
  ['cbs/kwb-2024-amsterdam-aanvullend-derived.csv', 'CBS en RIVM, bewerkt', '85984NED, 50150NED', 2024, 'code'],
  ['politie/misdrijven-amsterdam-buurt-2021-2025.csv', 'Politie, via CBS, bewerkt', '47022NED', 2025, 'code'],
  ['groningen/kwb-2024-groningen-aanvullend-derived.csv', 'CBS en RIVM, bewerkt', '85984NED, 50150NED', 2024, 'code'],
  ['groningen/misdrijven-groningen-buurt-2021-2025.csv', 'Politie, via CBS, bewerkt', '47022NED', 2025, 'code'],
] as const;

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (!values.from) throw new Error('say where the source files are: --from DIR');

const codes = Object.entries(AREAS).flatMap(([code, parts]) => [
  ...(IN_PART.includes(code) ? [] : [code]),
  ...parts.map((part) => `${code.replace('WK', 'BU')}${part}`),
]);
const files = await Promise.all(
  FILES.map(async ([file, source, table, year, key]) => {
    const text = await readFile(join(values.from!, file), 'utf8');
    const [head, ...rows] = parse(text, { bom: true, delimiter: ';', relax_quotes: true }) as string[][];
    const of = head!.indexOf(key);
    const found = rows.filter((row) => codes.includes(row[of]!.trim()));
    return {
      file,
      source,
      table,
      year,
      licence: 'CC BY 4.0',
      columns: head!,
      rows: Object.fromEntries(found.map((row) => [row[of]!.trim(), row])),
    };
  }),
);

const line = (value: object): string => JSON.stringify(value);
const body = files.map(({ rows, ...about }) => {
  const cells = codes.flatMap((code) => (rows[code] ? [`${JSON.stringify(code)}: ${line(rows[code])}`] : []));
  return `{"about": ${line(about)},\n"rows": {\n${cells.join(',\n')}\n}}`;
});
await writeFile(
  join(values.to ?? join(import.meta.dirname, '../fixtures'), 'thirty-areas.json'),
  `{"areas": ${line(codes)},\n"files": [\n${body.join(',\n')}\n]}\n`,
);
