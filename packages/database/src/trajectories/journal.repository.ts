import type { TrajectoryEvent } from '@buurtbalans/domain';
import type { Database } from '../database.ts';

/** Reads the journal after a position, in order; `until` is the last position that is wanted. */
export async function readJournal(db: Database, trajectoryId: string, after = 0, until?: number): Promise<TrajectoryEvent[]> {
  let query = db.query.selectFrom('journal').selectAll().where('trajectory_id', '=', trajectoryId).where('seq', '>', after);
  if (until !== undefined) query = query.where('seq', '<=', until);
  const rows = await query.orderBy('seq').execute();
  return rows.map(
    (row) =>
      ({
        type: row.event_type,
        version: row.event_version,
        data: row.data,
        seq: row.seq,
        at: row.at.toISOString(),
        actor: row.actor,
        commandId: row.command_id,
        templateVersion: row.template_version,
      }) as TrajectoryEvent,
  );
}
