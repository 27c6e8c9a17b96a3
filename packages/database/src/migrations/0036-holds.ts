import { type Kysely, sql } from 'kysely';

/**
 * A trajectory is held, and let go, by somebody who is recorded with it; what is held is erased by nobody, at no moment. What
 * the product keeps of one account is found by an index, people by their names without marks, and since when an account stands as it does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...holds, ...recorded, ...erasing, ...people]) await sql.raw(statement).execute(db);
}

const holds = [
  // held_by and held_at are of whoever held it or let it go last; the version tells who looked before that
  `alter table trajectory_term add column hold_version int not null default 0`,
  `grant update (hold_version) on trajectory_term to bb_engine`,
  `create function is_held(trajectory uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
      select exists (select from trajectory_term where trajectory_id = trajectory and held_because is not null) $$`,
  `revoke execute on function is_held from public`,
  `grant execute on function is_held to bb_engine`,
];

const recorded = [
  `alter table audit_entry drop constraint audit_entry_kind_check`,
  `alter table audit_entry add constraint audit_entry_kind_check
    check (kind in ('contributions', 'documents', 'exports', 'rights', 'figures', 'templates', 'retention'))`,
  `create function audit_hold() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      perform note_audit('retention', case when new.held_because is null then 'releaseHold' else 'holdTrajectory' end, new.held_by::text,
        (select a.role from account a where a.id = new.held_by), new.trajectory_id, null, null, null);
      return null;
    end $$`,
  `create trigger audit_hold after update on trajectory_term for each row
    when (new.held_because is distinct from old.held_because) execute function audit_hold()`,
];

const erasing = [
  // null: it goes on. Otherwise the months of its template after what happened last, and not before what is still to come
  `create function term_ends(trajectory uuid) returns timestamptz
    language sql stable security definer set search_path = public, pg_temp as $$
      select greatest(
          j.at + make_interval(months => (m.body ->> 'retentionMonths')::int),
          case when t.status <> 'stopped' then (select max(due_at) from timer where timer.trajectory_id = t.id and timer.status = 'set') end)
        from trajectory t join method_template m on m.id = t.template_id and m.version = t.template_version
        cross join lateral (select at from journal where trajectory_id = t.id order by seq desc limit 1) j
       where t.id = trajectory and (t.status = 'stopped' or t.phase in ('completed', 'review')) $$`,
  `revoke execute on function term_ends from public`,
  `grant execute on function term_ends to bb_engine, bb_eraser`,
  `create or replace function past_term(trajectory uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
      select coalesce(term_ends(trajectory) < now() and not is_held(trajectory), false) $$`,
  // whoever holds it at this moment waits, and finds it gone; or was first, and it stays
  `create or replace function erase_trajectory(erased uuid, cards int) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform from trajectory_term where trajectory_id = erased for update;
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
  `create or replace function forget_audit(older_than interval) returns int
    language sql security definer set search_path = public, pg_temp as $$
      with gone as (
        delete from audit_entry where ctid = any(array(
          select ctid from audit_entry where at < now() - greatest(older_than, interval '730 days')
             and (trajectory_id is null or not is_held(trajectory_id)) order by at limit 1000 for update skip locked
        )) returning 1
      ) select count(*)::int from gone $$`,
];

const people = [
  // somebody's own, and what waits for a mail to their address
  `create policy invitee_self on session_invitee for select to bb_credentials
    using (account_id::text = app_setting('account') or lower(address) = app_setting('email'))`,
  `grant select (id, session_id, trajectory_id, account_id, address) on session_invitee to bb_credentials`,
  `create policy reader_self on report_reader for select to bb_credentials using (lower(address) = app_setting('email'))`,
  `grant select (trajectory_id, kept_at, address) on report_reader to bb_credentials`,
  `create index audit_entry_subject on audit_entry (subject) where subject is not null`,
  `create index journal_account on journal ((actor ->> 'accountId')) where actor ? 'accountId'`,
  // as somebody types it who leaves out marks and capitals; some letters have a mark that is no mark of its own
  `create function folded(words text) returns text
    language sql immutable parallel safe set search_path = public, pg_temp as $$
      select translate(regexp_replace(normalize(lower(words), NFKD), '[\\u0300-\\u036f]', '', 'g'), 'øłđðħıåß', 'olddhias') $$`,
  // since when it is invited, active or disabled; what is there already counts from today
  `alter table account add column state_since timestamptz not null default now(), add column erased_at timestamptz`,
  `create function state_begins() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      new.state_since := now();
      if new.state <> 'disabled' then new.erased_at := null; end if;
      return new;
    end $$`,
  // whether a link of one account is still good, without reading the others
  `drop index account_invitation_account`,
  `create index account_invitation_account on account_invitation (account_id, expires_at)`,
  `create index account_waits on account (state_since) where state <> 'active' and erased_at is null`,
  `grant select (state_since, erased_at) on account to bb_engine`,
  `create trigger state_begins before update of state on account for each row
    when (new.state is distinct from old.state) execute function state_begins()`,
];
