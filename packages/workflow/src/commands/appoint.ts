import type { TrajectoryState } from '@buurtbalans/domain';
import type pg from 'pg';

/** Whom a command made facilitator, and whom it dismissed. */
interface Appointed {
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** What a command changes in who facilitates; undefined for all but the few that appoint and dismiss. */
export function appointedBy(before: TrajectoryState | null, after: TrajectoryState): Appointed | undefined {
  const [former, present] = [before?.facilitators ?? [], after.facilitators];
  const added = present.filter((id) => !former.includes(id));
  const gone = former.filter((id) => !present.includes(id));
  return added.length + gone.length > 0 ? { added, gone } : undefined;
}

/**
 * Runs the statement of a command that appoints or dismisses under the one role that may write who facilitates, and writes
 * that with it. Gives what the statement gives; when it moved nothing, nothing is written.
 */
export async function appendAppointing(
  pool: pg.Pool,
  statement: pg.QueryConfig,
  trajectoryId: string,
  { added, gone }: Appointed,
): Promise<pg.QueryResult<{ moved: number }>> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local role bb_appointer`);
    const result = await client.query<{ moved: number }>(statement);
    if (result.rows[0]?.moved === 1) {
      await client.query(
        'delete from trajectory_facilitator where trajectory_id = $1 and account_id = any($2::text[])',
        [trajectoryId, gone],
      );
      await client.query(
        'insert into trajectory_facilitator (trajectory_id, account_id) select $1, unnest($2::text[]) on conflict do nothing',
        [trajectoryId, added],
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
