import { type Kysely, sql } from 'kysely';

const LANES = ['professional', 'resident'] as const;

/**
 * Live sessions: their events, one table for each lane, read and written only under the lane's own role inside one
 * session. Texts and places of cards stay in the lane's contributions, so that what is withdrawn is gone from both. What
 * is withheld (not revealed, late, or taken off by the facilitator) is read by nobody but the session itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    ...functions,
    `alter table professional_contribution add column withdrawal_hash text`,
    ...LANES.flatMap(eventsOf),
    ...LANES.flatMap(contributionsOf),
    `drop table withdrawal`,
    `drop function session_is_open, next_session_seq`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statusOf = `select t.state -> 'sessions' -> session::text ->> 'status', t.status = 'active' into session_status, is_active
    from session_index i join trajectory t on t.id = i.trajectory_id
   where i.session_id = session and i.trajectory_id = of_trajectory and i.lane = in_lane for share of t`;

const functions = [
  // locks the session, so that its events are numbered one after the other; the share lock makes a closing command wait
  `create function enter_session(session uuid, of_trajectory uuid, in_lane text, out last_position bigint, out session_status text, out at timestamptz)
    language plpgsql security definer set search_path = public as $$
    declare is_active boolean;
    begin
      select i.last_seq into last_position from session_index i
        where i.session_id = session and i.trajectory_id = of_trajectory and i.lane = in_lane for update;
      ${statusOf};
      -- while the trajectory is paused nothing goes on
      if session_status = 'open' and not is_active then session_status := 'planned'; end if;
      at := clock_timestamp();
    end $$`,
  `create function leave_session(session uuid, new_position bigint) returns void
    language plpgsql security definer set search_path = public as $$
    begin
      update session_index set last_seq = new_position where session_id = session;
      perform pg_notify('session_event', session::text);
    end $$`,
  // in an open session all of the lane write; before it professionals do, and after it the facilitator from paper
  `create function session_takes(session uuid, of_trajectory uuid, in_lane text, account text) returns boolean
    language plpgsql security definer set search_path = public as $$
    declare session_status text; is_active boolean;
    begin
      ${statusOf};
      return coalesce(is_active and (session_status = 'open' or (session_status = 'planned' and in_lane = 'professional')
        or (session_status = 'closed' and facilitates(account, of_trajectory))), false);
    end $$`,
  `revoke execute on function enter_session, leave_session, session_takes from public`,
  `grant execute on function enter_session, leave_session, session_takes to bb_professional, bb_resident`,
];

function eventsOf(lane: (typeof LANES)[number]): string[] {
  const table = `${lane}_live_event`;
  const inSession = `session_id::text = app_setting('session') and app_setting('lane') = '${lane}'`;
  return [
    `create table ${table} (
      session_id uuid not null references session_index on delete cascade,
      seq bigint not null,
      command_id text not null,
      type text not null,
      body jsonb not null,
      primary key (session_id, seq)
    )`,
    `create index ${table}_command on ${table} (session_id, command_id)`,
    `create index ${table}_voter on ${table} (session_id, (body ->> 'voter')) where type = 'AnswerGiven'`,
    // what was put in before sessions had events
    `insert into ${table} (session_id, seq, command_id, type, body)
      select session_id, seq, id::text, 'CardAdded', jsonb_build_object('id', id, 'stepId', null, 'parentId', null, 'language', 'nl', 'moderation', 'shown', 'late', false)
        from ${lane}_contribution`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `grant select, insert on ${table} to bb_${lane}`,
    `grant update (body) on ${table} to bb_${lane}`,
    `create policy event_in_session on ${table} for all to bb_${lane} using (${inSession}) with check (${inSession})`,
  ];
}

function contributionsOf(lane: (typeof LANES)[number]): string[] {
  const table = `${lane}_contribution`;
  const inSession = `session_id::text = app_setting('session') and app_setting('lane') = '${lane}'`;
  const own = lane === 'professional' ? ` and organisation_id::text = app_setting('organisation')` : '';
  const facilitated = `trajectory_id::text = app_setting('trajectory') and app_setting('lane') = '${lane}' and facilitates(app_setting('account'), trajectory_id)`;
  const bySecret = `${inSession} and app_setting('withdrawal_secret') <> ''
      and withdrawal_hash = encode(sha256(convert_to(app_setting('withdrawal_secret'), 'UTF8')), 'hex')`;
  return [
    `alter table ${table} add column withheld boolean not null default false`,
    `grant update (withheld) on ${table} to bb_${lane}`,
    `grant delete on ${table} to bb_${lane}`,
    `drop policy write_in_open_session on ${table}`,
    `create policy write_in_session on ${table} for insert to bb_${lane} with check (
      ${inSession}${own} and trajectory_id::text = app_setting('trajectory')
      and session_takes(session_id, trajectory_id, '${lane}', app_setting('account')))`,
    `create policy withhold_in_session on ${table} for update to bb_${lane} using (${inSession}) with check (${inSession})`,
    `drop policy read_by_facilitator on ${table}`,
    `create policy read_by_facilitator on ${table} for select to bb_facilitator using (${facilitated} and not withheld)`,
    `drop policy if exists withdraw_with_secret on ${table}`,
    `create policy withdraw_with_secret on ${table} for delete to bb_${lane} using (${bySecret})`,
  ];
}
