import { fromStored, type TrajectoryState } from '@buurtbalans/domain';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { DatabaseRole } from '../roles.ts';

/** A trajectory as it stands: state without texts. */
export interface StoredTrajectory {
  readonly id: string;
  readonly state: TrajectoryState;
}

/** Reads one trajectory; undefined when there is none. */
export async function readTrajectory(db: Database, id: string): Promise<StoredTrajectory | undefined> {
  const row = await db.query.selectFrom('trajectory').select(['id', 'state']).where('id', '=', id).executeTakeFirst();
  return row && { id: row.id, state: fromStored(row.state) };
}

/** How far one trajectory is; undefined when there is none. */
export async function readTrajectoryVersion(db: Database, id: string): Promise<number | undefined> {
  return (await db.query.selectFrom('trajectory').select('version').where('id', '=', id).executeTakeFirst())?.version;
}

/** Which trajectories to read; everything that is given has to fit. */
export interface TrajectoryFilter {
  readonly phase?: string | undefined;
  readonly status?: string | undefined;
  readonly district?: string | undefined;
  /** Account id. */
  readonly facilitator?: string | undefined;
}

/** Reads the trajectories that fit, in the order of their names. */
export async function listTrajectories(db: Database, filter: TrajectoryFilter = {}): Promise<StoredTrajectory[]> {
  let query = db.query.selectFrom('trajectory').select(['id', 'state']);
  if (filter.phase) query = query.where('phase', '=', filter.phase);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.district) query = query.where(sql<string>`state->>'districtCode'`, '=', filter.district);
  if (filter.facilitator)
    query = query.where(sql<boolean>`state->'facilitators' @> ${JSON.stringify([filter.facilitator])}::jsonb`);
  const rows = await query.execute();
  return rows
    .map(({ id, state }) => ({ id, state: fromStored(state) }))
    .sort((one, other) => one.state.name.localeCompare(other.state.name, 'nl'));
}

/** Roles that may read the texts of a trajectory. */
export type ContentReader = Extract<
  DatabaseRole,
  'bb_facilitator' | 'bb_adviser' | 'bb_stakeholder' | 'bb_professional' | 'bb_worker'
>;

/** Reads the texts and geometries beside the journal, by content id; erased ones are absent. */
export async function readContents(
  db: Database,
  role: ContentReader,
  trajectoryId: string,
): Promise<Map<string, string>> {
  const rows = await db.asRole({ role, trajectoryId }, (tx) =>
    tx
      .selectFrom('trajectory_content')
      .select(['content_id', 'body'])
      .where('trajectory_id', '=', trajectoryId)
      .execute(),
  );
  return new Map(rows.map((row) => [row.content_id, row.body]));
}
