/**
 * Compiles the product's own data sets from open data files: `npm run dataset -- --from DIR [--to DIR]`. The same files
 * give the same bytes. What the files are and whom to credit: the `README.md` of each set.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { indicators } from '../src/catalogue/indicators.ts';
import { sources } from '../src/catalogue/sources.ts';
import type { Figure } from '../src/figure.ts';
import { compileAmsterdam } from './dataset/amsterdam.ts';
import { compileGroningen } from './dataset/groningen.ts';
import { SourceFiles } from './dataset/source-files.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (!values.from) throw new Error('say where the source files are: --from DIR');

function columnar(figures: readonly Figure[], codes: readonly string[]) {
  const position = new Map(codes.map((code, index) => [code, index]));
  const order = new Map(indicators.map((indicator, index) => [indicator.id, index]));
  const series = Map.groupBy(figures, (figure) => `${figure.indicatorId} ${figure.year}`);
  return [...series.values()]
    .map((group) => {
      const { indicatorId, year, sourceId } = group[0]!;
      const values: (number | null)[] = codes.map(() => null);
      for (const figure of group) {
        const index = position.get(figure.areaCode);
        if (index !== undefined) values[index] = figure.value;
      }
      return { indicatorId, year, sourceId, values };
    })
    .sort((one, other) => order.get(one.indicatorId)! - order.get(other.indicatorId)! || one.year - other.year);
}

const lines = (name: string, items: readonly object[]): string =>
  `{"${name}":[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]}\n`;

const files = new SourceFiles(values.from);
for (const [name, compile] of Object.entries({ amsterdam: compileAmsterdam, groningen: compileGroningen })) {
  const to = join(values.to ?? join(import.meta.dirname, '..', 'data'), name);
  const { areas, figures, parks } = await compile(files);
  const codes = areas.map((area) => area.code);
  const series = columnar(figures, codes);
  const named = new Set([
    ...series.map(({ sourceId }) => sourceId),
    `borders-${name}`,
    ...(parks.length > 0 ? ['parks'] : []),
  ]);
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'areas.json'), lines('areas', areas));
  await writeFile(
    join(to, 'sources.json'),
    lines(
      'sources',
      Object.values(sources).filter(({ id }) => named.has(id)),
    ),
  );
  await writeFile(join(to, 'parks.json'), lines('parks', parks));
  await writeFile(join(to, 'figures.json'), `{"codes":${JSON.stringify(codes)},\n${lines('series', series).slice(1)}`);
  console.log(`${areas.length} areas, ${series.length} series of figures, ${parks.length} parks → ${to}`);
}
