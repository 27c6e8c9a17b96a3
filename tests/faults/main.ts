/**
 * `npm run faults -- --kills N [--commands M] [--seed S]`: real processes under fire, closed with one JSON line. Ends
 * with 1 when anything was lost or doubled, or when nothing was acknowledged for twenty seconds after a fault.
 *
 * `npm run faults -- --fuzz N [--seed S]`: so many requests that nobody should send, on one engine through its front door.
 * Ends with 1 when any was answered with an error of the server or otherwise than the catalogue says.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    fuzz: { type: 'string' },
    kills: { type: 'string', default: '200' },
    commands: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    trajectories: { type: 'string', default: '24' },
  },
});
const seed = Number(values.seed);
const tell = (line: string): void => console.error(line);
tell(`seed ${seed}`);
process.exit((await (values.fuzz === undefined ? blow() : spoil(Number(values.fuzz)))) ? 0 : 1);

/** A storm; whether nothing went wrong. */
async function blow(): Promise<boolean> {
  const { storm } = await import('./storm.ts');
  const report = await storm({
    kills: Number(values.kills),
    commands: Number(values.commands),
    seed,
    trajectories: Number(values.trajectories),
    tell,
  });
  console.log(JSON.stringify(report));
  const wrong = report.lost + report.doubled + report.timers_early_late_or_twice + report.effects_missing_or_twice;
  return wrong === 0 && report.slowest_recovery_s <= 20;
}

/** Requests that nobody should send; whether each was answered as it should be. */
async function spoil(requests: number): Promise<boolean> {
  const { fuzzAlone } = await import('./fuzz/main.ts');
  const { wrong, after, ...report } = await fuzzAlone(requests, seed, tell);
  for (const line of after) tell(line);
  console.log(JSON.stringify({ ...report, wrong: wrong.length, after: after.length }));
  return wrong.length + after.length === 0;
}
