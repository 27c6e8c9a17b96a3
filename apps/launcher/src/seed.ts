import { Stopped, whenToEnd } from './ending.ts';
import { endWith } from './run-until-ended.ts';
import { EXIT } from './start-error.ts';
import { readSeedOptions, SEED_HELP } from './seed/seed-options.ts';
import type { Sown } from './seed/sow.ts';

const ending = whenToEnd();

async function main(): Promise<void> {
  const { help, trajectories, seed, dataDir, amongReal } = readSeedOptions(process.argv.slice(2));
  if (help) return console.log(SEED_HELP);
  const [{ withDatabase }, { refuseAmongReal, sow }] = await Promise.all([
    import('./cli/with-database.ts'),
    import('./seed/sow.ts'),
  ]);
  const work: Parameters<typeof withDatabase>[2] = async (db) => {
    if (!amongReal) await refuseAmongReal(db);
    const from = Date.now();
    const sown = await sow(db, seed, trajectories, { onBatch: tell(trajectories), signal: ending.signal });
    said(sown, (Date.now() - from) / 1_000);
  };
  await withDatabase(dataDir, ending.signal, work, { isAlone: true });
}

/** Tells now and then how far it is, where that takes a while. */
function tell(trajectories: number): (done: number) => void {
  let told = Date.now();
  return (done) => {
    if (Date.now() - told < 5_000) return;
    told = Date.now();
    console.log(`  ${done} van de / of ${trajectories}`);
  };
}

function said({ trajectories, entries, timers, phases, statuses }: Sown, seconds: number): void {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const perSecond = Math.round(trajectories / Math.max(seconds, 0.001));
  console.log(`${trajectories} trajecten erbij / trajectories added: ${list(phases)}
  ${list(statuses)}
  ${entries} regels geschiedenis / journal entries, ${timers} termijnen nog komend / timers ahead
  ${seconds.toFixed(1)} s, ${perSecond} per seconde / a second, ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
}

const reason = await main().catch((error: unknown) => error);
// one that is broken off has not done what was asked
if (reason instanceof Stopped) process.exit(EXIT.interrupted);
await endWith(reason);
