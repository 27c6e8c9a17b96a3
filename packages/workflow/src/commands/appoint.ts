import type { TrajectoryState } from '@buurtbalans/domain';
import type pg from 'pg';
import type { Moved } from './append-statement.ts';

/** Who facilitates after a command that changes it; undefined for all but the few that appoint and dismiss. */
export function appointedBy(before: TrajectoryState | null, after: TrajectoryState): readonly string[] | undefined {
  const [former, present] = [before?.facilitators ?? [], after.facilitators];
  const isSame = former.length === present.length && former.every((id) => present.includes(id));
  return isSame ? undefined : present;
}

/**
 * Runs the statement of a command that appoints or dismisses under the one role that may write who facilitates, and writes
 * all of them with it: what an earlier release left out while it ran beside this one is made up for. Gives what the
 * statement gives; when it moved nothing, nothing is written.
 */
export async function appendAppointing(
  pool: pg.Pool,
  statement: pg.QueryConfig,
  trajectoryId: string,
  facilitators: readonly string[],
): Promise<pg.QueryResult<Moved>> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local role bb_appointer`);
    const result = await client.query<Moved>(statement);
    if (result.rows[0]?.moved === 1) {
      await client.query(
        'delete from trajectory_facilitator where trajectory_id = $1 and account_id <> all($2::text[])',
        [trajectoryId, facilitators],
      );
      await client.query(
        'insert into trajectory_facilitator (trajectory_id, account_id) select $1, unnest($2::text[]) on conflict do nothing',
        [trajectoryId, facilitators],
      );
    }
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // with the connection goes what was begun
    client.release(true);
    throw error;
  }
}
