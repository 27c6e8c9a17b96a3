import { type Kysely, sql } from 'kysely';
import { makeRoles } from './make-roles.ts';

/**
 * The engine's own role gets no further than its features need: it cannot say who facilitates, reads no password, no code
 * of a session that it does not name, and no reaction but of the reader who asks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRoles(db, ['bb_credentials', 'bb_appointer', 'bb_queue']);
  for (const statement of [...facilitators, ...passwords, ...codes, ...reactions, ...functions])
    await sql.raw(statement).execute(db);
}

// not forced: facilitates() looks into it as the owner of the tables
const facilitators = [
  `create table trajectory_facilitator (
    trajectory_id uuid not null references trajectory on delete cascade,
    account_id text not null,
    primary key (trajectory_id, account_id)
  )`,
  `insert into trajectory_facilitator (trajectory_id, account_id)
    select t.id, f.account from trajectory t, jsonb_array_elements_text(case when jsonb_typeof(t.state -> 'facilitators') = 'array' then t.state -> 'facilitators' else '[]' end) f(account)
    on conflict do nothing`,
  `alter table trajectory_facilitator enable row level security`,
  // roles belong to the server: another database on it may have done it
  `do $$ begin
    if not pg_has_role('bb_appointer', 'bb_engine', 'USAGE') then grant bb_engine to bb_appointer with inherit true; end if;
  end $$`,
  `grant select on trajectory_facilitator to bb_engine`,
  `grant insert, delete on trajectory_facilitator to bb_appointer`,
  `create policy facilitators_known on trajectory_facilitator for select to bb_engine using (true)`,
  `create policy facilitators_appointed on trajectory_facilitator for all to bb_appointer using (true) with check (true)`,
  `create or replace function facilitates(account text, trajectory uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
      select exists (select from trajectory_facilitator f where f.trajectory_id = trajectory and f.account_id = account) $$`,
];

const passwords = [
  `revoke all on account from bb_engine`,
  `grant select (id, email, name, role, organisation_id, active) on account to bb_engine`,
  `grant select, insert, update on account to bb_credentials`,
  `grant select on organisation to bb_credentials`,
  `alter table account enable row level security`,
  `alter table account force row level security`,
  `create policy account_known on account for select to bb_engine using (true)`,
  `create policy account_of_one on account for all to bb_credentials
    using (lower(email) = app_setting('email') or id::text = app_setting('account')) with check (id::text = app_setting('account'))`,
];

const codes = [
  `alter table session_code enable row level security`,
  `alter table session_code force row level security`,
  // what has expired leads nowhere, and is removed
  `create policy code_that_is_known on session_code for all to bb_engine
    using (code = app_setting('code') or session_id::text = app_setting('session') or expires_at <= now()) with check (session_id::text = app_setting('session'))`,
];

const ofTrajectory = `trajectory_id::text = app_setting('trajectory')`;
const reactions = [
  `grant select (id, link_id, trajectory_id, organisation_id) on report_reader to bb_facilitator`,
  `create policy reader_known_to_facilitator on report_reader for select to bb_facilitator
    using (${ofTrajectory} and facilitates(app_setting('account'), trajectory_id))`,
  `grant select, update (handled_at) on report_reaction to bb_facilitator`,
  `revoke update on report_reaction from bb_engine`,
  `alter table report_reaction enable row level security`,
  `alter table report_reaction force row level security`,
  `create policy reaction_of_reader on report_reaction for all to bb_engine
    using (reader_id::text = app_setting('reader')) with check (reader_id::text = app_setting('reader'))`,
  // which readers those are, their own table says
  `create policy reaction_to_facilitator on report_reaction for all to bb_facilitator
    using (exists (select from report_reader r where r.id = reader_id)) with check (exists (select from report_reader r where r.id = reader_id))`,
];

// a temporary table of the same name would be looked into first
const functions = [
  `do $$ declare one record; begin
    for one in select oid::regprocedure as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
    loop execute format('alter function %s set search_path = public, pg_temp', one.name); end loop;
  end $$`,
];
