import { type Database, openDatabase } from '@buurtbalans/database';
import { bigGround } from '@buurtbalans/testing/drivers';
import { fireDueTimers, sweepEffects } from '@buurtbalans/workflow';
import pg from 'pg';
import type { Figure } from '../figure.ts';
import { begin, engineStep, type Movable } from './ground.ts';
import { costOver, median } from './measure.ts';

const WORKERS = 32;
const [FEW, MANY, ENTRIES_EACH] = [100, 10_000, 100];
/** Effects whose result the sweep has to see, each time. */
const OPEN = 100;
const [REPEATS, SWEEPS] = [5, 10];

/** A database with so many trajectories of a hundred entries each, all alike. */
interface Ground {
  readonly db: Database;
  readonly owner: pg.Client;
  readonly ids: readonly string[];
  readonly sessionId: string;
}

async function groundOf(url: string, trajectories: number): Promise<Ground> {
  const db = openDatabase({ url, connections: WORKERS });
  const [one] = await begin(db, 1);
  const ids = await bigGround(url, one!, { trajectories, entriesEach: ENTRIES_EACH, invited: FEW });
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  return { db, owner, ids, sessionId: one!.sessionId };
}

/** Figures of ten thousand trajectories with a million journal entries, over those of a hundred with ten thousand. */
export async function* costOfMany(makeDatabase: () => Promise<string>): AsyncGenerator<Figure> {
  const [few, many] = [await groundOf(await makeDatabase(), FEW), await groundOf(await makeDatabase(), MANY)];
  try {
    yield await costOfSweep(few, many);
    yield await costOfStep(few, many);
  } finally {
    for (const { db, owner } of [few, many]) {
      await owner.end();
      await db.close();
    }
  }
}

/** Milliseconds that one sweep takes which has the same to do on either ground. */
async function sweep({ db, owner, ids }: Ground): Promise<number> {
  await owner.query(
    `insert into open_effect (effect_key, job, payload, waiting_since) select 'reminder.phase-overdue.1.' || id, 'reminders.send', '{}', now() - interval '1 hour' from unnest($1::uuid[]) id`,
    [ids.slice(0, OPEN)],
  );
  const from = performance.now();
  await fireDueTimers(db);
  await sweepEffects(db, '5 minutes');
  return performance.now() - from;
}

async function costOfSweep(few: Ground, many: Ground): Promise<Figure> {
  const ratios: number[] = [];
  for (const ground of [few, many]) await sweep(ground);
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    // in turns, and each first as often as last: a single one measures the machine
    const took = new Map([
      [few, 0],
      [many, 0],
    ]);
    for (let turn = 0; turn < SWEEPS; turn += 1)
      for (const ground of turn % 2 === 0 ? [few, many] : [many, few])
        took.set(ground, took.get(ground)! + (await sweep(ground)));
    ratios.push(took.get(many)! / took.get(few)!);
  }
  return {
    name: 'engine.sweep_ms_1m_vs_10k',
    value: median(ratios),
    unit: 'ratio',
    against: `the sweep at 10,000 journal entries with the same ${OPEN} open effects, median of ${ratios.length}`,
    repeats: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** One of the part of a list that belongs to a worker: two that meet on one trajectory would cost the hundred more than the ten thousand. */
function any(ids: readonly string[], worker: number): string {
  const share = Math.floor(ids.length / WORKERS);
  return ids[worker * share + Math.floor(Math.random() * share)]!;
}

async function costOfStep(few: Ground, many: Ground): Promise<Figure> {
  const step = (name: string, { db, ids, sessionId }: Ground) => ({
    ...engineStep(db, (worker): Movable => ({ id: any(ids, worker), sessionId })),
    name,
  });
  // the first change of a page after a checkpoint writes all of it to the log: each trajectory is changed once before, or the
  // ten thousand pay in the windows what the hundred have long paid; and a vacuum has nothing left to do
  for (const ground of [few, many]) await touchAll(ground);
  const { ratio, repeats } = await costOver(WORKERS, step('few', few), step('many', many));
  return {
    name: 'engine.step_cost_10000_vs_100',
    value: ratio,
    unit: 'ratio',
    against: 'steps on 100 trajectories, at random among them, median of 5',
    repeats,
  };
}

async function touchAll({ db, owner, ids, sessionId }: Ground): Promise<void> {
  await owner.query('checkpoint');
  const waiting = [...ids];
  const one = engineStep(db, () => ({ id: waiting.pop()!, sessionId }));
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      while (waiting.length > 0) await one.step(worker);
    }),
  );
}
