import { type Accepted, jobOf, type TrajectoryEvent, type TrajectoryState } from '@buurtbalans/domain';
import type { Known } from '../facts/facts.ts';
import { timersOf } from './entries.ts';

/** What a command came to, of which rows are written. */
export interface Written {
  readonly trajectoryId: string;
  readonly decision: Accepted;
  readonly entries: readonly TrajectoryEvent[];
  /** How the trajectory then stands. */
  readonly state: TrajectoryState;
  readonly known: Known;
}

/** Rows beside trajectory, receipt and journal, in the one statement that makes a command durable. */
export interface Rows {
  readonly name: string;
  /** A part of the statement; `$n` is its one parameter. */
  readonly text: string;
  /** Its parameter; undefined when this command has no such row. */
  readonly value: (written: Written) => unknown;
}

const some = <T>(rows: readonly T[]): readonly T[] | undefined => (rows.length > 0 ? rows : undefined);
const json = (rows: readonly unknown[]): string | undefined => some(rows) && JSON.stringify(rows);

/** Texts, which the journal names by their id alone. */
const contents: Rows = {
  name: 'contents',
  text: `laid as (
  insert into trajectory_content (trajectory_id, content_id, body)
  select moved.id, c.key, c.value from moved, jsonb_each_text($n::jsonb) as c
)`,
  value: ({ decision }) => (Object.keys(decision.contents).length > 0 ? JSON.stringify(decision.contents) : undefined),
};

/** Jobs, for the queues. */
const jobs: Rows = {
  name: 'jobs',
  text: `boxed as (
  insert into outbox (dedupe_key, job, payload)
  select j.key, j.job, j.payload from moved, jsonb_to_recordset($n::jsonb) as j(key text, job text, payload jsonb)
  on conflict (dedupe_key) do nothing
)`,
  value: ({ decision, trajectoryId }) => json(decision.effects.map((effect) => jobOf(effect, trajectoryId))),
};

/** Timers that are set, set anew or cancelled. */
const timers: Rows = {
  name: 'timers',
  text: `timed as (
  insert into timer (trajectory_id, key, due_at, set_seq, status)
  select moved.id, t.key, t.due_at, t.set_seq, case when t.due_at is null then 'cancelled' else 'set' end
    from moved, jsonb_to_recordset($n::jsonb) as t(key text, due_at timestamptz, set_seq bigint)
  on conflict (trajectory_id, key) do update
    set due_at = excluded.due_at, set_seq = excluded.set_seq, status = excluded.status, retry_at = null, failures = 0, failed_at = null
)`,
  value: ({ entries }) => json(timersOf(entries)),
};

/** Timers that have fired. */
const fired: Rows = {
  name: 'fired',
  text: `fired as (
  update timer set status = 'fired' from moved where timer.trajectory_id = moved.id and timer.key = any($n::text[])
)`,
  value: ({ entries }) => some(entries.flatMap(({ type, data }) => (type === 'TimerFired' ? [data.key] : []))),
};

/** Sessions that begin their lives, for whoever looks for one by its id. */
const sessions: Rows = {
  name: 'sessions',
  text: `indexed as (
  insert into session_index (session_id, trajectory_id, lane)
  select s.id, moved.id, s.lane from moved, jsonb_to_recordset($n::jsonb) as s(id uuid, lane text)
)`,
  value: ({ entries }) =>
    json(
      entries.flatMap(({ type, data }) => (type === 'SessionPlanned' ? [{ id: data.sessionId, lane: data.lane }] : [])),
    ),
};

/** Borders and figures that something rests on from now on; the same are kept once. */
const facts: Rows = {
  name: 'facts',
  text: `kept as (
  insert into public_facts (trajectory_id, hash, body)
  select moved.id, f.hash, f.body from moved, jsonb_to_record($n::jsonb) as f(hash text, body text)
  on conflict do nothing
)`,
  value: ({ entries, known: { facts: kept } }) =>
    kept &&
    entries.some(
      ({ type, data }) =>
        ((type === 'SharedPictureApproved' || type === 'PlanAgreed' || type === 'ReportRequested') &&
          data.facts === kept.hash) ||
        ((type === 'AreaSet' || type === 'FiguresTaken') && data.figures === kept.hash),
    )
      ? JSON.stringify(kept)
      : undefined,
};

/** The hash of a public link: who has its token is led to the document. */
const links: Rows = {
  name: 'links',
  text: `linked as (
  insert into report_link (link_id, trajectory_id, report_id, token_hash)
  select l."linkId", moved.id, l."reportId", decode(l.hash, 'hex')
    from moved, jsonb_to_recordset($n::jsonb) as l("linkId" uuid, "reportId" uuid, hash text)
  on conflict do nothing
)`,
  value: ({ entries, known: { linkHash: hash } }) =>
    json(
      entries.flatMap(({ type, data }) =>
        type === 'ReportPublished' && hash ? [{ linkId: data.linkId, reportId: data.reportId, hash }] : [],
      ),
    ),
};

/** From which cards a statement was written, in an order of chance: nobody reads it, and it is counted when one is taken back. */
const cards: Rows = {
  name: 'cards',
  text: `carded as (
  insert into statement_card (trajectory_id, statement_id, resident_card, professional_card, organisation_id, at_place)
  select moved.id, c."statementId", case c.lane when 'resident' then c.id end, case c.lane when 'professional' then c.id end,
         c."organisationId", c."atPlace"
    from moved, jsonb_to_recordset($n::jsonb) as c("statementId" uuid, lane text, id uuid, "organisationId" uuid, "atPlace" boolean)
   order by c.id
)`,
  value: ({ entries, known: { cards: from = [] } }) =>
    json(
      entries.flatMap(({ type, data }) =>
        type === 'StatementReleased'
          ? from.map((card) => ({ ...card, statementId: data.statementId, lane: data.lane }))
          : [],
      ),
    ),
};

/** Documents that are wanted no longer: the worker, who looks there, stops. One that is made already stays. */
const cancelled: Rows = {
  name: 'cancelled',
  text: `cancelled as (
  insert into report_document as d (report_id, trajectory_id, attempt, step)
  select r.id, moved.id, 1, 'cancelled' from moved, unnest($n::uuid[]) as r(id)
  on conflict (report_id) do update set attempt = d.attempt + 1, step = 'cancelled', progress = 0, updated_at = now() where d.sha256 is null
)`,
  value: ({ entries }) =>
    some(entries.flatMap(({ type, data }) => (type === 'ReportCancelled' ? [data.reportId] : []))),
};

/** Addresses for sessions that are over, one or all; those of a cancelled one stay until its cancellation was told, of a held trajectory until it is let go. */
const uninvited: Rows = {
  name: 'uninvited',
  text: `uninvited as (
  delete from session_invitee i using moved where i.trajectory_id = moved.id and i.session_id = any($n::uuid[]) and not is_held(moved.id)
)`,
  value: ({ entries, state }) => {
    if (entries.some(({ type }) => type === 'TrajectoryStopped')) return some(Object.keys(state.sessions));
    const told = new Set(entries.flatMap(({ type, data }) => (type === 'InvitationWithdrawn' ? [data.sessionId] : [])));
    return some(
      entries.flatMap(({ type, data }) =>
        (type === 'SessionClosed' || type === 'SessionCancelled') && !told.has(data.sessionId) ? [data.sessionId] : [],
      ),
    );
  },
};

const ALL: readonly Rows[] = [contents, jobs, timers, fired, sessions, facts, links, cards, cancelled, uninvited];

/** The rows that a command writes, in the order in which they stand in its statement. */
export const rowsOf = (written: Written): { readonly rows: Rows; readonly value: unknown }[] =>
  ALL.map((rows) => ({ rows, value: rows.value(written) })).filter(({ value }) => value !== undefined);
