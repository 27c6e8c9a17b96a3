import type { Database } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';

/** Trajectories that are looked at in one sweep, each once a day. */
const PAGE = 100;

const DUE = `
update trajectory_term set look_at = now() + interval '1 day'
 where trajectory_id = any(array(select trajectory_id from trajectory_term where look_at <= now() order by look_at limit ${PAGE}))
returning trajectory_id, past_term(trajectory_id) as is_past`;

/**
 * Erases each trajectory that is past the term of its template, with all that anybody said in it; a row without content
 * says that there was one. Gives how many were erased.
 */
export async function eraseTrajectories(db: Database, options: SweepOptions = {}): Promise<number> {
  const { rows } = await db.pool.query<{ trajectory_id: string; is_past: boolean }>(DUE);
  return eachAlone(
    db,
    rows.filter(({ is_past }) => is_past),
    ({ trajectory_id }) => ({ part: 'term', id: trajectory_id }),
    options,
    ({ trajectory_id }) => erase(db, trajectory_id),
  );
}

/** What the database's policies let go, and then the rest, in one transaction: cut short, it is all there. */
const erase = (db: Database, trajectoryId: string): Promise<number> =>
  db.asRole({ role: 'bb_eraser', trajectoryId }, async (tx) => {
    let cards = 0;
    for (const table of ['resident_contribution', 'professional_contribution'] as const)
      cards += Number(
        (await tx.deleteFrom(table).where('trajectory_id', '=', trajectoryId).executeTakeFirst()).numDeletedRows,
      );
    for (const table of ['contribution_group', 'trajectory_content'] as const)
      await tx.deleteFrom(table).where('trajectory_id', '=', trajectoryId).execute();
    await tx
      .selectNoFrom((none) => none.fn('erase_trajectory', [none.val(trajectoryId), none.val(cards)]).as('done'))
      .execute();
    return 1;
  });
