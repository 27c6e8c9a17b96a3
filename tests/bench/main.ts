/**
 * `npm run bench [-- PREFIX]`: one JSON line per figure: name, value, unit, and what it was measured against.
 * `-- start --against REV` measures starts of another commit in the same run; `-- figures --file FILE` reads that file in.
 */
import { parseArgs } from 'node:util';
import { doorBench } from './door/door.bench.ts';
import { engineBench } from './engine/engine.bench.ts';
import { type Figure, printed } from './figure.ts';
import { figuresBench } from './figures/figures.bench.ts';
import { liveBench } from './live/live.bench.ts';
import { screensBench } from './screens.bench.ts';
import { reportBench } from './report.bench.ts';
import { startBench } from './start/start.bench.ts';

const { values, positionals } = parseArgs({
  options: { against: { type: 'string' }, file: { type: 'string' } },
  allowPositionals: true,
});
const prefix = positionals[0] ?? '';
const benches: readonly (readonly [string, () => AsyncIterable<Figure>])[] = [
  ['engine.', engineBench],
  ['figures.', () => figuresBench(values.file)],
  ['door.', doorBench],
  ['live.', liveBench],
  ['screens.', screensBench],
  ['report.', reportBench],
  ['start.', () => startBench(values.against)],
];
for (const [name, run] of benches) {
  if (!name.startsWith(prefix) && !prefix.startsWith(name)) continue;
  for await (const figure of run()) if (figure.name.startsWith(prefix)) console.log(JSON.stringify(printed(figure)));
}
