import { sql } from 'kysely';
import type { Database } from '@buurtbalans/database';

/**
 * Begins an effect, such as one mail, and gives the number of this attempt; undefined when it has its result already,
 * and must not happen again. An attempt that ends without a result leaves the effect to be tried again.
 */
export async function beginEffect(db: Database, effectKey: string): Promise<number | undefined> {
  const row = await db.query
    .insertInto('effect_receipt')
    .values({ effect_key: effectKey, attempt: 1 })
    .onConflict((conflict) =>
      conflict
        .column('effect_key')
        .doUpdateSet((set) => ({ attempt: set('effect_receipt.attempt', '+', 1) }))
        .where('effect_receipt.result', 'is', null),
    )
    .returning('attempt')
    .executeTakeFirst();
  return row?.attempt;
}

/** Writes down that an effect has happened. Whichever attempt says so: what has left cannot be taken back. The first result stays. */
export async function finishEffect(db: Database, effectKey: string, result: object): Promise<void> {
  await db.query
    .updateTable('effect_receipt')
    .set({ result, at: sql<Date>`now()` })
    .where('effect_key', '=', effectKey)
    .where('result', 'is', null)
    .execute();
  await db.query.deleteFrom('effect_receipt').where('effect_key', '=', laterKey(effectKey)).execute();
}

/** How an effect waits that was put off: how often it was, and for how many milliseconds more; undefined when it never was. */
export async function readDelay(
  db: Database,
  effectKey: string,
): Promise<{ readonly times: number; readonly leftMs: number } | undefined> {
  return db.query
    .selectFrom('effect_receipt')
    .select(['attempt as times', sql<number>`greatest(0, extract(epoch from at - now()) * 1000)::float8`.as('leftMs')])
    .where('effect_key', '=', laterKey(effectKey))
    .executeTakeFirst();
}

/**
 * Puts an effect off, once more. Counted beside its receipt, which counts every beginning: an attempt that was cut off by a
 * crash may be made again at once.
 */
export async function putOff(db: Database, effectKey: string, ms: number): Promise<void> {
  const at = sql<Date>`now() + ${ms} * interval '1 millisecond'`;
  await db.query
    .insertInto('effect_receipt')
    .values({ effect_key: laterKey(effectKey), attempt: 1, at })
    .onConflict((conflict) =>
      conflict.column('effect_key').doUpdateSet((set) => ({ attempt: set('effect_receipt.attempt', '+', 1), at })),
    )
    .execute();
}

const laterKey = (effectKey: string): string => `later.${effectKey}`;

/** True when this very setting of a timer is the one that fired, and the timer was not set or cancelled since. */
export async function hasFired(
  db: Database,
  timer: { trajectoryId: string; key: string; setSeq: number },
): Promise<boolean> {
  const row = await db.query
    .selectFrom('timer')
    .select('key')
    .where('trajectory_id', '=', timer.trajectoryId)
    .where('key', '=', timer.key)
    .where('set_seq', '=', timer.setSeq)
    .where('status', '=', 'fired')
    .executeTakeFirst();
  return row !== undefined;
}

/** The database's clock, which alone decides what is due. */
export async function readClock(db: Database): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db.query);
  return rows[0]!.now;
}
