import { type Kysely, sql } from 'kysely';
import { makeRoles } from './make-roles.ts';

/**
 * What stays of people on disk, and for how long (ADR 48): the order of what residents wrote is forgotten, tables are
 * written anew so that what was erased is gone from their files, and a trajectory that is past its term is erased whole.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRoles(db, ['bb_eraser']);
  for (const statement of [...orders, ...rewrites, ...terms]) await sql.raw(statement).execute(db);
}

const orders = [
  `create table session_order (
    session_id uuid primary key references session_index on delete cascade,
    look_at timestamptz,
    forgotten_to bigint not null default 0
  )`,
  `create index session_order_look on session_order (look_at) where look_at is not null`,
  `insert into session_order (session_id, look_at) select session_id, now() from session_index where lane = 'resident'`,
  `create function order_waits() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into session_order (session_id, look_at) values (new.session_id, now()) on conflict do nothing;
      return null;
    end $$`,
  `create trigger order_waits after insert on session_index for each row when (new.lane = 'resident') execute function order_waits()`,
  `grant select, update (look_at) on session_order to bb_engine`,
  `grant update (seq) on resident_live_event, resident_contribution to bb_resident`,
  // papers that are typed after a meeting are looked at an hour later
  `create or replace function leave_session(session uuid, new_position bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      update session_index set last_seq = new_position where session_id = session;
      update session_order set look_at = now() + interval '1 hour' where session_id = session and look_at is null;
      perform pg_notify('session_event', session::text || ' ' || new_position);
    end $$`,
  // no role reads the keys of writers; written anew, they have the transaction of this moment, all of them
  `create function order_forgotten(session uuid, new_position bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if session::text <> app_setting('session') or app_setting('lane') <> 'resident' then
        raise insufficient_privilege;
      end if;
      update resident_writer set writer = writer where session_id = session;
      update session_order set look_at = null, forgotten_to = new_position where session_id = session;
      perform want_rewrites('resident%');
    end $$`,
  `revoke execute on function order_forgotten, order_waits from public`,
  `grant execute on function order_forgotten to bb_resident`,
];

const TABLES = [
  'resident_contribution',
  'resident_live_event',
  'resident_writer',
  'resident_minutes',
  'resident_minutes_file',
  'professional_contribution',
  'professional_live_event',
  'professional_writer',
  'professional_minutes',
  'professional_minutes_file',
  'trajectory_content',
  'contribution_group',
  'public_facts',
  'report_document',
  'session_invitee',
  'report_reader',
  'report_reaction',
];
/** From these nothing is erased but a whole trajectory: they are not looked at each day. */
const WHEN_ASKED = ['journal', 'trajectory'];

const rewrites = [
  // asking is counted, so that what is asked for while a table is being written is not taken for done
  `create table table_rewrite (
    table_name text primary key,
    at timestamptz not null default now(),
    wanted bigint not null default 0,
    done bigint not null default 0,
    changes bigint not null default 0
  )`,
  // its rows come with the first look: a backup goes back into tables that are empty
  `create function rewritable() returns setof text
    language sql immutable set search_path = public, pg_temp as $$ select unnest(array[${[...TABLES, ...WHEN_ASKED].map((name) => `'${name}'`).join(', ')}]) $$`,
  `create function want_rewrites(names text) returns void
    language sql security definer set search_path = public, pg_temp as $$
      insert into table_rewrite (table_name, wanted) select name, 1 from rewritable() name where name like names
      on conflict (table_name) do update set wanted = table_rewrite.wanted + 1 $$`,
  `revoke execute on function want_rewrites from public`,
  `grant select, insert, update on table_rewrite to bb_engine`,
  // in the order of its keys, which are of chance; a table that somebody is reading is let be, and nobody waits behind it
  `create function rewrite_table(name text) returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if name not in (select rewritable()) then raise insufficient_privilege; end if;
      execute format('lock table %I in access exclusive mode nowait', name);
      execute format('cluster %I using %I', name, name || '_pkey');
      return true;
    exception when lock_not_available then return false;
    end $$`,
  // what lies in the log of PostgreSQL for a crash, it no longer needs then; on a server of somebody's own this may not be ours to ask
  `create function forget_wal() returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform pg_switch_wal();
      execute 'checkpoint';
      return true;
    exception when insufficient_privilege then return false;
    end $$`,
  `revoke execute on function rewrite_table, forget_wal from public`,
  `grant execute on function rewrite_table, forget_wal to bb_engine`,
];

const ERASED_BY_POLICY = [
  'resident_contribution',
  'professional_contribution',
  'contribution_group',
  'trajectory_content',
];

const terms = [
  `create table trajectory_term (
    trajectory_id uuid primary key references trajectory on delete cascade,
    look_at timestamptz not null,
    held_because text,
    held_by uuid references account,
    held_at timestamptz
  )`,
  `create index trajectory_term_look on trajectory_term (look_at)`,
  `insert into trajectory_term (trajectory_id, look_at) select id, now() from trajectory`,
  `create function term_begins() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into trajectory_term (trajectory_id, look_at) values (new.id, now() + interval '1 day') on conflict do nothing;
      return null;
    end $$`,
  `create trigger term_begins after insert on trajectory for each row execute function term_begins()`,
  `grant select, update (look_at, held_because, held_by, held_at) on trajectory_term to bb_engine`,
  // of what is erased this stays: that there was one, under which term, and how much it was
  `create table trajectory_erased (
    trajectory_id uuid primary key,
    district_code text,
    template_id text not null,
    template_version int not null,
    months int not null,
    ended_at timestamptz not null,
    erased_at timestamptz not null default now(),
    entries int not null,
    cards int not null,
    documents int not null,
    links int not null
  )`,
  `grant select on trajectory_erased to bb_engine`,
  // stopped or completed, and nothing happened in it for as long as its template keeps; not while somebody holds it, nor
  // where it goes on by itself: a review that it has planned, a date on which somebody waits
  `create function past_term(trajectory uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
      select coalesce((
        select (t.status = 'stopped' or t.phase in ('completed', 'review'))
           and term.held_because is null
           and (t.status = 'stopped' or not exists (
             select from timer where timer.trajectory_id = t.id and timer.status = 'set' and timer.due_at > now()))
           and j.at < now() - make_interval(months => (m.body ->> 'retentionMonths')::int)
          from trajectory t join trajectory_term term on term.trajectory_id = t.id
          join method_template m on m.id = t.template_id and m.version = t.template_version
          cross join lateral (select at from journal where trajectory_id = t.id order by seq desc limit 1) j
         where t.id = trajectory), false) $$`,
  ...ERASED_BY_POLICY.flatMap((table) => [
    `grant select (trajectory_id), delete on ${table} to bb_eraser`,
    `create policy erased_past_term on ${table} for all to bb_eraser
      using (trajectory_id::text = app_setting('trajectory') and past_term(trajectory_id))`,
  ]),
  // the rest goes with its trajectory and its sessions; what is written once can be removed in no other way
  `create function erase_trajectory(erased uuid, cards int) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if erased::text <> app_setting('trajectory') or not past_term(erased) then raise insufficient_privilege; end if;
      insert into trajectory_erased (trajectory_id, district_code, template_id, template_version, months, ended_at, entries, cards, documents, links)
        select t.id, t.state ->> 'districtCode', t.template_id, t.template_version, (m.body ->> 'retentionMonths')::int,
               (select max(at) from journal where trajectory_id = t.id), t.version,
               cards, (select count(*) from report_document where trajectory_id = t.id), (select count(*) from report_link where trajectory_id = t.id)
          from trajectory t join method_template m on m.id = t.template_id and m.version = t.template_version where t.id = erased;
      delete from outbox where payload ->> 'trajectoryId' = erased::text;
      delete from open_effect where payload ->> 'trajectoryId' = erased::text;
      delete from timer where trajectory_id = erased;
      delete from command_receipt where trajectory_id = erased;
      delete from report_document where trajectory_id = erased;
      delete from report_link where trajectory_id = erased;
      delete from session_index where trajectory_id = erased;
      delete from public.trajectory where id = erased;
      perform want_rewrites('%');
    end $$`,
  `revoke execute on function past_term, erase_trajectory, term_begins from public`,
  `grant execute on function past_term to bb_engine, bb_eraser`,
  `grant execute on function erase_trajectory to bb_eraser`,
];
