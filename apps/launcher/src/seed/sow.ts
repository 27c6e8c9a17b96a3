import type { Database } from '@buurtbalans/database';
import { readClock } from '@buurtbalans/workflow';
import { type History, writeHistories } from '@buurtbalans/workflow/history';
import { StartError } from '../start-error.ts';
import { areasOf, readGround } from './ground.ts';
import { lifeId, tellLife } from './life.ts';
import { saveSeedPeople } from './people.ts';

/** Trajectories that are written at once, and are in memory meanwhile. */
const BATCH = 50;

/** What was added. */
export interface Sown {
  readonly trajectories: number;
  readonly entries: number;
  /** Timers that are still ahead. */
  readonly timers: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Adds made-up trajectories to a database that has areas. Which ones follows from the seed and the day; those of this seed
 * that are there already are passed over. Each batch is written whole or not at all.
 */
export async function sow(
  db: Database,
  seed: number,
  count: number,
  { onBatch, signal }: { onBatch?: (done: number) => void; signal?: AbortSignal } = {},
): Promise<Sown> {
  const ground = await readGround(db);
  await saveSeedPeople(db, [...new Set(ground.wijken.map(({ district }) => district.name))]);
  const teller = { seed, areaAt: areasOf(seed, ground), now: (await readClock(db)).getTime() };
  const sown = { trajectories: 0, entries: 0, timers: 0, phases: {}, statuses: {} };
  let next = 0;
  while (sown.trajectories < count) {
    signal?.throwIfAborted();
    const numbers: number[] = [];
    const wanted = Math.min(BATCH, count - sown.trajectories);
    for (let from = next; numbers.length < wanted; from += wanted)
      numbers.push(...(await free(db, seed, from, wanted)));
    const taken = numbers.slice(0, wanted);
    next = taken.at(-1)! + 1;
    const histories = taken.map((index) => tellLife(teller, index));
    await writeHistories(db, histories);
    for (const history of histories) tally(sown, history);
    onBatch?.(sown.trajectories);
  }
  return sown;
}

/** Whoever works with a real neighbourhood wants no made-up ones beside it by a slip of the hand. @throws StartError */
export async function refuseAmongReal(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ real: number }>(
    `select count(*)::int as real from trajectory where (state ->> 'invented')::boolean is not true`,
  );
  if (rows[0]!.real === 0) return;
  throw new StartError(
    `hier staan echte trajecten (${rows[0]!.real}), en verzonnen trajecten gaan er niet meer vanzelf uit; wil je dat toch: --among-real` +
      ` / there are real trajectories here (${rows[0]!.real}), and made-up ones do not go away by themselves; if that is what you want: --among-real`,
  );
}

/** Numbers of a seed whose trajectory is not there yet. */
async function free(db: Database, seed: number, from: number, length: number): Promise<number[]> {
  const numbers = Array.from({ length }, (_, index) => from + index);
  const ids = numbers.map((index) => lifeId(seed, index));
  const found = await db.query.selectFrom('trajectory').select('id').where('id', 'in', ids).execute();
  const there = new Set(found.map(({ id }) => id));
  return numbers.filter((_, index) => !there.has(ids[index]!));
}

function tally(
  sown: {
    trajectories: number;
    entries: number;
    timers: number;
    phases: Record<string, number>;
    statuses: Record<string, number>;
  },
  { state, entries }: History,
): void {
  const { phase, status, timers } = state!;
  sown.trajectories += 1;
  sown.entries += entries.length;
  sown.timers += Object.keys(timers).length;
  sown.phases[phase] = (sown.phases[phase] ?? 0) + 1;
  sown.statuses[status] = (sown.statuses[status] ?? 0) + 1;
}
