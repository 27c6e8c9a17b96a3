import type { TrajectoryEvent, TrajectoryState } from '@buurtbalans/domain';
import type { Known } from '../facts/facts.ts';

type Entries = readonly TrajectoryEvent[];

/** Sessions that begin their lives, for whoever looks for one by its id. */
export const plannedSessions = (entries: Entries): { id: string; lane: string }[] =>
  entries.flatMap(({ type, data }) => (type === 'SessionPlanned' ? [{ id: data.sessionId, lane: data.lane }] : []));

/** Keys of timers that have fired. */
export const firedTimers = (entries: Entries): string[] =>
  entries.flatMap(({ type, data }) => (type === 'TimerFired' ? [data.key] : []));

/** Rows beside the journal that few commands write, in the statement that makes them durable. */
export interface RowsBeside {
  readonly name: string;
  /** A part of the statement; `$n` is its one parameter. */
  readonly text: string;
  /** Its parameter, from what happened and how the trajectory then stands; undefined when that asks for no such row. */
  readonly value: (entries: Entries, state: TrajectoryState, known: Known) => unknown;
}

const some = <T>(rows: readonly T[]): readonly T[] | undefined => (rows.length > 0 ? rows : undefined);

/** The hash of a public link: who has its token is led to the document. */
const links: RowsBeside = {
  name: 'links',
  text: `linked as (
  insert into report_link (link_id, trajectory_id, report_id, token_hash)
  select l."linkId", moved.id, l."reportId", decode(l.hash, 'hex')
    from moved, jsonb_to_recordset($n::jsonb) as l("linkId" uuid, "reportId" uuid, hash text)
  on conflict do nothing
)`,
  value: (entries, _, { linkHash: hash }) => {
    const published = entries.flatMap(({ type, data }) =>
      type === 'ReportPublished' && hash ? [{ linkId: data.linkId, reportId: data.reportId, hash }] : [],
    );
    return published.length > 0 ? JSON.stringify(published) : undefined;
  },
};

/** Documents that are wanted no longer: the worker, who looks there, stops. One that is made already stays. */
const cancelled: RowsBeside = {
  name: 'cancelled',
  text: `cancelled as (
  insert into report_document as d (report_id, trajectory_id, attempt, step)
  select r.id, moved.id, 1, 'cancelled' from moved, unnest($n::uuid[]) as r(id)
  on conflict (report_id) do update set attempt = d.attempt + 1, step = 'cancelled', progress = 0, updated_at = now() where d.sha256 is null
)`,
  value: (entries) => some(entries.flatMap(({ type, data }) => (type === 'ReportCancelled' ? [data.reportId] : []))),
};

/** Addresses for sessions that are over, one or all; those of a cancelled one stay until its cancellation was told. */
const uninvited: RowsBeside = {
  name: 'uninvited',
  text: `uninvited as (
  delete from session_invitee i using moved where i.trajectory_id = moved.id and i.session_id = any($n::uuid[])
)`,
  value: (entries, { sessions }) => {
    if (entries.some(({ type }) => type === 'TrajectoryStopped')) return some(Object.keys(sessions));
    const told = new Set(entries.flatMap(({ type, data }) => (type === 'InvitationWithdrawn' ? [data.sessionId] : [])));
    return some(
      entries.flatMap(({ type, data }) =>
        (type === 'SessionClosed' || type === 'SessionCancelled') && !told.has(data.sessionId) ? [data.sessionId] : [],
      ),
    );
  },
};

/** All of them, in the order in which they stand in a statement. */
export const ROWS_BESIDE: readonly RowsBeside[] = [links, cancelled, uninvited];
