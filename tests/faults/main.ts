/**
 * `npm run faults -- --kills N [--commands M] [--seed S]`: real processes under fire, closed with one JSON line. Ends
 * with 1 when anything was lost or doubled, or when nothing was acknowledged for twenty seconds after a fault.
 */
import { parseArgs } from 'node:util';
import { storm } from './storm.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    commands: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    trajectories: { type: 'string', default: '24' },
  },
});
const seed = Number(values.seed);
console.error(`seed ${seed}`);
const report = await storm({
  kills: Number(values.kills),
  commands: Number(values.commands),
  seed,
  trajectories: Number(values.trajectories),
  tell: (line) => console.error(line),
});
console.log(JSON.stringify(report));
const wrong = report.lost + report.doubled + report.timers_early_late_or_twice + report.effects_missing_or_twice;
process.exit(wrong > 0 || report.slowest_recovery_s > 20 ? 1 : 0);
