import { type Kysely, sql } from 'kysely';

/**
 * Who is invited to a session. Addresses lie here and nowhere else: the session's facilitator and the worker that sends
 * read them, the engine only erases them. A session of residents cannot have any.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const ofTrajectory = `trajectory_id::text = app_setting('trajectory')`;
  const facilitated = `${ofTrajectory} and facilitates(app_setting('account'), trajectory_id)`;
  const statements = [
    `alter table session_index add constraint session_index_lane unique (session_id, trajectory_id, lane)`,
    `create table session_invitee (
      id uuid primary key,
      session_id uuid not null,
      trajectory_id uuid not null,
      lane text not null default 'professional' check (lane = 'professional'),
      organisation_id uuid not null references organisation,
      account_id uuid references account on delete cascade,
      address text check (length(address) between 3 and 200),
      check ((account_id is null) <> (address is null)),
      foreign key (session_id, trajectory_id, lane) references session_index (session_id, trajectory_id, lane) on delete cascade
    )`,
    `create unique index session_invitee_address on session_invitee (session_id, lower(address))`,
    `create unique index session_invitee_account on session_invitee (session_id, account_id)`,
    `alter table session_invitee enable row level security`,
    `alter table session_invitee force row level security`,
    `grant select, insert, delete on session_invitee to bb_facilitator`,
    `grant select, delete on session_invitee to bb_worker`,
    `grant select (session_id, trajectory_id), delete on session_invitee to bb_engine`,
    `create policy invitee_of_facilitator on session_invitee for all to bb_facilitator using (${facilitated}) with check (${facilitated})`,
    `create policy invitee_to_send_to on session_invitee for select to bb_worker using (${ofTrajectory})`,
    `create policy invitee_told on session_invitee for delete to bb_worker using (${ofTrajectory})`,
    `create policy invitee_to_erase on session_invitee for all to bb_engine using (true)`,
    // a session that moves keeps its code: it stands in the mails
    `grant update (expires_at) on session_code to bb_engine`,
    `drop index journal_effects`,
    `create index journal_effects on journal (event_type, at) where event_type in ('ReportRequested', 'TimerFired', 'SessionInvited', 'InvitationWithdrawn')`,
    ...commitments,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const commitments = [
  // by the same day as the domain: dates are compared in UTC
  `create function committed_organisations(of_trajectory uuid) returns setof text
    language sql stable security definer set search_path = public as $$
      select o.key from trajectory t, jsonb_each(t.state -> 'organisations') o
       where t.id = of_trajectory and o.value -> 'commitment' ->> 'status' = 'signed'
         and o.value -> 'commitment' ->> 'until' >= (now() at time zone 'UTC')::date::text $$`,
  // before a session opens, only what an organisation shares by its commitment comes in
  `create function shares_early(session uuid, of_trajectory uuid, organisation text) returns boolean
    language sql stable security definer set search_path = public as $$
      select coalesce((select t.state -> 'sessions' -> session::text ->> 'status' <> 'planned' from trajectory t where t.id = of_trajectory), false)
        or organisation in (select committed_organisations(of_trajectory)) $$`,
  `revoke execute on function committed_organisations, shares_early from public`,
  `grant execute on function committed_organisations, shares_early to bb_professional`,
  `drop policy write_in_session on professional_contribution`,
  `create policy write_in_session on professional_contribution for insert to bb_professional with check (
    session_id::text = app_setting('session') and app_setting('lane') = 'professional' and organisation_id::text = app_setting('organisation')
    and trajectory_id::text = app_setting('trajectory') and session_takes(session_id, trajectory_id, 'professional', app_setting('account'))
    and shares_early(session_id, trajectory_id, organisation_id::text))`,
];
