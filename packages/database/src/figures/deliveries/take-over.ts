import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database.ts';
import type { Tables } from '../../entities.ts';
import { areaDifference } from './area-difference.ts';
import { removeGoneAreas, takeOverAreas, undoAreas } from './area-steps.ts';
import type { Delivery } from './delivery.ts';
import { newestDelivery, readDelivery } from './delivery.repository.ts';
import { figureDifference } from './figure-difference.ts';
import { takeOverFigures, undoFigures } from './figure-steps.ts';

/** Two who decide at once take turns; the same number for figures and borders. */
const TURN = 5_262_024;

/** What somebody decides about a delivery that is proposed. */
export interface TakeOver {
  /** Who; null for what comes along with the product. */
  readonly by: string | null;
  /** The delivery against which the difference was shown; null when none was official. */
  readonly replaces: string | null;
  /** Empty cells erase known values; areas that a file of borders does not have go, but for those that trajectories use. */
  readonly erases: boolean;
}

/** What became of a decision: done (also when it was before), or why not. `stale`: another came in between. */
export type Decided =
  | { readonly outcome: 'done'; readonly delivery: Delivery }
  | { readonly outcome: 'not_there' | 'stale' | 'not_open' | 'not_newest' | 'kept' };

/** Takes a delivery over: from now on its figures or borders are the official ones. All in one transaction, once. */
export const takeOverDelivery = (db: Database, id: string, { by, replaces, erases }: TakeOver): Promise<Decided> =>
  inTurn(db, id, async (tx, delivery) => {
    if (delivery.state === 'official') return 'done';
    if (delivery.state !== 'proposed') return 'not_open';
    if ((await newestDelivery(tx, delivery.kind)) !== replaces) return 'stale';
    if (delivery.kind === 'kwb') await takeOverFigures(tx, delivery, erases);
    else {
      await takeOverAreas(tx, id);
      if (erases) await removeGoneAreas(tx, id);
    }
    await sql`
      update delivery d set state = 'official', erases = ${erases}, taken_over_by = ${by}, taken_over_at = clock_timestamp(), replaces = ${replaces},
             position = (select coalesce(max(position), 0) + 1 from delivery o where o.kind = d.kind)
       where id = ${id}`.execute(tx);
    await forgetFile(tx, id);
    return 'done';
  });

/** Takes the newest delivery back: what stood before stands again, with its values, sources and years. */
export const undoDelivery = (db: Database, id: string, by: string): Promise<Decided> =>
  inTurn(db, id, async (tx, delivery) => {
    if (delivery.state === 'undone') return 'done';
    if (delivery.state !== 'official') return 'not_open';
    if (delivery.origin === 'product' || delivery.origin === 'earlier') return 'kept';
    if (!delivery.isNewest) return 'not_newest';
    await (delivery.kind === 'kwb' ? undoFigures(tx, delivery) : undoAreas(tx, id));
    await end(tx, id, 'undone', by);
    return 'done';
  });

/** Throws a proposed delivery away; nothing official changes. */
export const discardDelivery = (db: Database, id: string, by: string): Promise<Decided> =>
  inTurn(db, id, async (tx, delivery) => {
    if (delivery.state === 'discarded') return 'done';
    if (delivery.state !== 'proposed') return 'not_open';
    await end(tx, id, 'discarded', by);
    await forgetFile(tx, id);
    return 'done';
  });

/** A delivery with its difference as it is now: when another was taken over in between, it is taken anew. */
export async function readProposal(db: Database, id: string): Promise<Delivery | undefined> {
  const found = await readDelivery(db.query, id);
  if (found?.state !== 'proposed') return found;
  if (found.difference && (await newestDelivery(db.query, found.kind)) === found.replaces) return found;
  // in turn with those who take over, so that the difference is of one moment
  const decided = await inTurn(db, id, async (tx, delivery) => {
    // whoever waited for another's turn finds it done
    const isDone = delivery.difference !== null && (await newestDelivery(tx, delivery.kind)) === delivery.replaces;
    if (delivery.state === 'proposed' && !isDone) await compareDelivery(tx, delivery);
    return 'done';
  });
  return decided.outcome === 'done' ? decided.delivery : undefined;
}

async function compareDelivery(tx: Kysely<Tables>, delivery: Delivery): Promise<void> {
  const difference =
    delivery.kind === 'kwb' ? await figureDifference(tx, delivery) : await areaDifference(tx, delivery.id);
  const replaces = await newestDelivery(tx, delivery.kind);
  await sql`update delivery set difference = ${JSON.stringify(difference)}::jsonb, replaces = ${replaces} where id = ${delivery.id}`.execute(
    tx,
  );
}

type Said = Decided['outcome'];

async function inTurn(
  db: Database,
  id: string,
  work: (tx: Kysely<Tables>, delivery: Delivery) => Promise<Said>,
): Promise<Decided> {
  return db.query.transaction().execute(async (tx): Promise<Decided> => {
    await sql`select pg_advisory_xact_lock(${TURN})`.execute(tx);
    const delivery = await readDelivery(tx, id);
    if (!delivery) return { outcome: 'not_there' };
    const outcome = await work(tx, delivery);
    return outcome === 'done' ? { outcome, delivery: (await readDelivery(tx, id))! } : { outcome };
  });
}

async function end(tx: Kysely<Tables>, id: string, state: 'undone' | 'discarded', by: string): Promise<void> {
  await sql`update delivery set state = ${state}, ended_by = ${by}, ended_at = clock_timestamp() where id = ${id}`.execute(
    tx,
  );
}

/** What was read is not needed once it is decided. */
async function forgetFile(tx: Kysely<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('delivery_row').where('delivery_id', '=', id).execute();
  await tx.deleteFrom('delivery_area').where('delivery_id', '=', id).execute();
}
