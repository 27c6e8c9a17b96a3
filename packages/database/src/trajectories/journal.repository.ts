import type { TrajectoryEvent } from '@buurtbalans/domain';
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../entities.ts';

/** Reads the journal after a position, in order; `until` is the last position that is wanted. */
export async function readJournal(
  db: Database,
  trajectoryId: string,
  after = 0,
  until?: number,
): Promise<TrajectoryEvent[]> {
  let query = db.query
    .selectFrom('journal')
    .selectAll()
    .where('trajectory_id', '=', trajectoryId)
    .where('seq', '>', after);
  if (until !== undefined) query = query.where('seq', '<=', until);
  return (await query.orderBy('seq').execute()).map(entryOf);
}

/** A part of a journal; everything that is given has to fit. */
export interface JournalFilter {
  readonly after: number;
  readonly until?: number | undefined;
  readonly types?: readonly string[] | undefined;
  readonly role?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Reads the entries of a journal that fit, in order, each with its hash in hexadecimal. */
export async function searchJournal(
  db: Database,
  trajectoryId: string,
  filter: JournalFilter,
): Promise<{ entry: TrajectoryEvent; hash: string }[]> {
  let query = db.query
    .selectFrom('journal')
    .selectAll()
    .where('trajectory_id', '=', trajectoryId)
    .where('seq', '>', filter.after);
  if (filter.until !== undefined) query = query.where('seq', '<=', filter.until);
  if (filter.types) query = query.where('event_type', 'in', [...filter.types]);
  if (filter.role) query = query.where(sql<string>`actor->>'role'`, '=', filter.role);
  if (filter.from) query = query.where('at', '>=', filter.from);
  if (filter.to) query = query.where('at', '<=', filter.to);
  return (await query.orderBy('seq').execute()).map((row) => ({ entry: entryOf(row), hash: row.hash.toString('hex') }));
}

/** A journal row as the event that it holds. */
export function entryOf(row: Selectable<Tables['journal']>): TrajectoryEvent {
  return {
    type: row.event_type,
    version: row.event_version,
    data: row.data,
    seq: row.seq,
    at: row.at.toISOString(),
    actor: row.actor,
    commandId: row.command_id,
    templateVersion: row.template_version,
  } as unknown as TrajectoryEvent;
}

/** Last journal position at or before a moment; 0 when the trajectory had not begun. */
export async function positionAt(db: Database, trajectoryId: string, moment: Date): Promise<number> {
  const row = await db.query
    .selectFrom('journal')
    .select((all) => all.fn.max('seq').as('seq'))
    .where('trajectory_id', '=', trajectoryId)
    .where('at', '<=', moment)
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}
