import { type Kysely, sql } from 'kysely';

/**
 * What is open stands in rows of its own, so that the sweep and the reads of one trajectory touch that and no history: an
 * effect from the moment that its job is put into the outbox until its result is seen, and a timer with when it is tried
 * again after it failed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...timers, ...effects, ...carriedOver, ...outbox, ...reads])
    await sql.raw(statement).execute(db);
}

/** The job of a share and its receipt had each their own key; the receipt's counts. */
const EFFECT_KEY = (key: string): string => `regexp_replace(${key}, '^share-', 'share.')`;

const timers = [
  `alter table timer add column retry_at timestamptz, add column failures int not null default 0, add column failed_at timestamptz`,
  `drop index timer_due`,
  `create index timer_due on timer (greatest(due_at, retry_at), trajectory_id, key) where status = 'set'`,
];

const effects = [
  `create table open_effect (
    effect_key text primary key,
    job text not null,
    payload jsonb not null,
    asked_at timestamptz not null default now(),
    waiting_since timestamptz not null default now(),
    failures int not null default 0,
    failed_at timestamptz
  )`,
  `create index open_effect_waiting on open_effect (job, waiting_since, effect_key)`,
  `grant select, insert, update, delete on open_effect to bb_engine`,
  // whoever puts the job there: a command, or the sweep that puts it back
  `create function effect_opens() returns trigger language plpgsql set search_path = public as $$
    begin
      insert into open_effect (effect_key, job, payload) values (${EFFECT_KEY('new.dedupe_key')}, new.job, new.payload) on conflict (effect_key) do nothing;
      return null;
    end $$`,
  `create trigger effect_opens after insert on outbox for each row
    when (new.job in ('reports.render', 'reminders.send', 'invitations.send', 'shares.send')) execute function effect_opens()`,
];

/** Mails of the last week (`RETENTION.lostWork` as it was when this was written: a migration stays as it is) without a result, whatever waits in the outbox, and every document that is still asked for. */
const carriedOver = [
  `insert into open_effect (effect_key, job, payload, asked_at, waiting_since)
    select ${EFFECT_KEY('dedupe_key')}, job, payload, created_at, created_at from outbox where job in ('reports.render', 'reminders.send', 'invitations.send', 'shares.send') on conflict do nothing`,
  `insert into open_effect (effect_key, job, payload, asked_at, waiting_since)
    select 'report-' || r.key || '.' || t.id, 'reports.render', jsonb_build_object('reportId', r.key, 'trajectoryId', t.id), asked.at, asked.at
      from trajectory t, jsonb_each(case when jsonb_typeof(t.state -> 'reports') = 'object' then t.state -> 'reports' else '{}' end) r,
        lateral (select case when r.value ->> 'requestedAt' ~ '^\\d{4}-\\d\\d-\\d\\dT' then (r.value ->> 'requestedAt')::timestamptz else now() end as at) asked
     where r.value ->> 'status' = 'requested'
    on conflict do nothing`,
  ...[
    {
      types: `'TimerFired'`,
      job: 'reminders.send',
      key: `'reminder.' || (j.data ->> 'key') || '.' || (j.data ->> 'setSeq') || '.' || j.trajectory_id`,
      payload: `'key', j.data -> 'key', 'setSeq', j.data -> 'setSeq'`,
    },
    {
      types: `'SessionInvited', 'InvitationWithdrawn'`,
      job: 'invitations.send',
      key: `'invitation.' || (j.data ->> 'sessionId') || '.' || (j.data ->> 'number') || '.' || j.trajectory_id`,
      payload: `'sessionId', j.data -> 'sessionId', 'number', j.data -> 'number'`,
    },
    {
      types: `'ReportShared'`,
      job: 'shares.send',
      key: `'share.' || (j.data ->> 'linkId') || '.' || j.trajectory_id`,
      payload: `'linkId', j.data -> 'linkId'`,
    },
  ].map(
    ({ types, job, key, payload }) => `insert into open_effect (effect_key, job, payload, asked_at, waiting_since)
      select ${key}, '${job}', jsonb_build_object(${payload}, 'trajectoryId', j.trajectory_id), j.at, j.at from journal j
       where j.event_type in (${types}) and j.at > now() - interval '7 days'
         and not exists (select from effect_receipt e where e.effect_key = ${key} and e.result is not null)
      on conflict do nothing`,
  ),
];

/** A row that the queue refuses waits, each time longer, behind what is due before it. */
const outbox = [`alter table outbox add column failures int not null default 0, add column failed_at timestamptz`];

const reads = [
  // the sweep read the journal by it
  `drop index journal_effects`,
  `create index journal_invitations on journal (trajectory_id, seq) where event_type in ('SessionInvited', 'InvitationWithdrawn')`,
  `create index report_document_trajectory on report_document (trajectory_id)`,
  `create index report_link_trajectory on report_link (trajectory_id)`,
  `create index report_reader_trajectory on report_reader (trajectory_id)`,
  `create index session_index_trajectory on session_index (trajectory_id, lane)`,
  `create index contribution_group_trajectory on contribution_group (trajectory_id, lane)`,
  `create index import_job_open on import_job (requested_at) where status in ('queued', 'reading')`,
  // the mails of one session by the beginning of their keys, whatever the order of the server's letters
  `create index effect_receipt_prefix on effect_receipt (effect_key text_pattern_ops)`,
];
