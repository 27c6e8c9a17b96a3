import { inDays } from './days.ts';
import pg from 'pg';

/** How much of everything; each trajectory has its own share of it. */
export interface GroundSize {
  readonly trajectories: number;
  readonly entriesEach: number;
  /** Trajectories with a session to which people are invited. */
  readonly invited: number;
}

/** An existing trajectory that is copied, with one of its sessions. */
export interface GroundSource {
  readonly id: string;
  readonly sessionId: string;
}

/**
 * Makes the database big by SQL: copies of one trajectory, each with its own journal, receipts, documents, mails, links,
 * sessions, contributions and texts, spread over 400 days; nothing of it is due or open. Gives the ids of the copies.
 */
export async function bigGround(
  ownerUrl: string,
  { id, sessionId }: GroundSource,
  { trajectories, entriesEach, invited }: GroundSize,
): Promise<string[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('set synchronous_commit = off');
    // rows that are right by how they are made: no reference to be checked, and nothing opened by a trigger
    await owner.query('set session_replication_role = replica');
    const { rows } = await owner.query<{ id: string }>(
      `insert into trajectory (id, version, phase, status, template_id, template_version, state, head)
       select gen_random_uuid(), $2::bigint, phase, status, template_id, template_version, jsonb_set(state, '{version}', to_jsonb($2::bigint)), head
         from trajectory, generate_series(1, $3) where id = $1 returning id`,
      [id, entriesEach, trajectories],
    );
    await owner.query(
      `create temporary table t as select id, row_number() over () as nth, sha256(id::text::bytea) as hash from unnest($1::uuid[]) as t(id)`,
      [rows.map((row) => row.id)],
    );
    await owner.query('analyze t');
    await owner.query(
      `insert into trajectory_facilitator (trajectory_id, account_id) select t.id, f.account_id from t, trajectory_facilitator f where f.trajectory_id = $1`,
      [id],
    );
    // those who are invited are invited to a session that is still planned
    await owner.query(
      `update trajectory set state = jsonb_set(state, array['sessions', ${session('0')}::text], state -> 'sessions' -> $1) from t where t.id = trajectory.id and t.nth <= $2`,
      [sessionId, invited],
    );
    // in the order of their keys, which is ten times as fast
    await owner.query(
      `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at, hash)
       select t.id, n, (array['SessionMoved', 'SessionMoved', 'SessionMoved', 'TimerFired', 'ReportRequested', 'SessionInvited'])[1 + n % 6], 1,
              jsonb_build_object('sessionId', $1::text, 'number', n, 'key', 'phase-overdue', 'setSeq', n, 'plannedFor', $3::text),
              '{"role":"facilitator"}', 'c' || n, 1, now() - make_interval(hours => 9600 - 9600 * n / $2), t.hash
         from t, generate_series(1, $2) as n order by t.id, n`,
      [sessionId, entriesEach, inDays(900)],
    );
    await owner.query(
      `insert into command_receipt (trajectory_id, command_id, outcome, at) select j.trajectory_id, command_id, '{"kind":"accepted","version":1,"seqs":[1]}', now() - interval '29 days' * seq / $1 from journal j join t on t.id = j.trajectory_id order by j.trajectory_id, command_id`,
      [entriesEach],
    );
    await owner.query(
      `insert into session_invitee (id, session_id, trajectory_id, organisation_id, address) select gen_random_uuid(), ${session('0')}, t.id, gen_random_uuid(), 'a' || n || '@example.nl' from t, generate_series(1, 2) n where t.nth <= $1`,
      [invited],
    );
    for (const statement of PER_TRAJECTORY) await owner.query(statement);
    await owner.query('drop table t');
    await owner.query('vacuum (analyze, freeze)');
    await owner.query('checkpoint');
    return rows.map((row) => row.id);
  } finally {
    await owner.end();
  }
}

const session = (number: string): string => `md5(t.id::text || 'session' || ${number})::uuid`;
const contribution = (lane: 'professional' | 'resident', column: string, value: string): string => `
  insert into ${lane}_contribution (id, trajectory_id, session_id, seq, kind, theme, text, ${column})
  select gen_random_uuid(), t.id, ${session('n % 2')}, n, 'signal', 'housing', 'x', ${value} from t, generate_series(1, 10) n`;

/** Each is a share of every trajectory in \`t\`. */
const PER_TRAJECTORY = [
  `insert into timer (trajectory_id, key, due_at, set_seq, status) select t.id, key, now() + interval '1 year', coalesce((s.state -> 'timers' -> key ->> 'setSeq')::bigint, 1), case key when 'c' then 'fired' else 'set' end from t join trajectory s on s.id = t.id, unnest(array['phase-overdue', 'b', 'c']) key`,
  `insert into report_document (report_id, trajectory_id, attempt, progress, step, mime, file_name, body, bytes, sha256, pages, updated_at, looked_at)
   select md5(t.id::text || n)::uuid, t.id, 1, 100, 'done', 'text/html', 'a', 'x', 1, 'ab', 1, now() - interval '400 days' * random(), now() from t, generate_series(1, 4) n`,
  `insert into effect_receipt (effect_key, attempt, result, at) select key || t.id, 1, '{}', now() - interval '390 days' * random() from t, unnest(array['reminder.phase-overdue.1.', 'mail.phase-overdue.1.', 'invited.1.1.']) key`,
  `insert into session_index (session_id, trajectory_id, lane) select ${session('n')}, t.id, 'professional' from t, generate_series(0, 1) n`,
  `insert into session_code (code, session_id, expires_at) select 'C' || t.nth, ${session('0')}, now() + interval '1 day' from t`,
  `insert into trajectory_content (trajectory_id, content_id, body) select t.id, 'k' || n, 'x' from t, generate_series(1, 10) n`,
  `insert into report_link (link_id, trajectory_id, report_id, token_hash) select md5(t.id::text || 'link')::uuid, t.id, md5(t.id::text || 1)::uuid, sha256(t.id::text::bytea) from t`,
  `insert into report_reader (id, link_id, trajectory_id, organisation_id, token_hash, forgotten_at) select md5(t.id::text || 'reader')::uuid, md5(t.id::text || 'link')::uuid, t.id, gen_random_uuid(), sha256((t.id::text || 'r')::bytea), now() from t`,
  `insert into report_reaction (id, reader_id, part, kind, text) select gen_random_uuid(), md5(t.id::text || 'reader')::uuid, 'a', 'addition', 'x' from t, generate_series(1, 2) n`,
  contribution('professional', 'organisation_id', 'gen_random_uuid()'),
  contribution('resident', 'withdrawal_hash', `'x'`),
  ...['professional', 'resident'].map(
    (lane) =>
      `insert into ${lane}_live_event (session_id, seq, command_id, type, body) select ${session('1')}, n, 'c' || n, 'Arrived', '{"voter":"a"}' from t, generate_series(1, 10) n`,
  ),
  `insert into contribution_group (id, trajectory_id, lane, title) select gen_random_uuid(), t.id, 'professional', 'x' from t`,
  `insert into sign_in (token_hash, account_id, expires_at, ends_at) select sha256(t.id::text::bytea), (select id from account limit 1), now() + interval '1 hour', now() + interval '1 hour' from t where exists (select from account)`,
  `insert into account_invitation (id, account_id, purpose, by_mail, expires_at) select t.id, (select id from account limit 1), 'reset', false, now() + interval '1 hour' from t where exists (select from account)`,
  `insert into sign_in_attempt (key, failures, since) select t.id::text, 1, now() from t`,
  `insert into outbox (dedupe_key, job, payload, due) select 'later-' || t.id, 'imports.read', '{}', now() + interval '1 year' from t`,
  `insert into open_effect (effect_key, job, payload, waiting_since) select 'later-' || t.id, (array['reports.render', 'reminders.send', 'invitations.send', 'shares.send'])[1 + t.nth % 4], '{}', now() + interval '1 year' from t where t.nth % 5 = 0`,
];
