import { type Kysely, sql } from 'kysely';
import { makeRoles } from './make-roles.ts';

/**
 * Who read what people said, took documents and exports, and changed rights, figures and templates. Ids alone, and rows that no
 * program can change: one function puts them in, one removes those that are past two years, one role reads them. What is
 * changed is recorded by the very statement that changes it, whoever sends it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRoles(db, ['bb_administrator']);
  for (const statement of [...table, ...doors, ...changes]) await sql.raw(statement).execute(db);
}

// ids and names of the product's own have no space in them: a text of somebody finds no way in
const id = (column: string): string => `${column} text check (${column} ~ '^[\\w@.:-]{1,120}$')`;
const table = [
  `create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    kind text not null check (kind in ('contributions', 'documents', 'exports', 'rights', 'figures', 'templates')),
    action text not null check (action ~ '^[A-Za-z]{1,60}$'),
    ${id('account_id')},
    ${id('role')},
    trajectory_id uuid,
    session_id uuid,
    ${id('lane')},
    ${id('subject')}
  )`,
  `create index audit_entry_at on audit_entry (at)`,
  `create index audit_entry_account on audit_entry (account_id, id)`,
  `create index audit_entry_trajectory on audit_entry (trajectory_id, id)`,
  `create index audit_entry_kind on audit_entry (kind, id)`,
  // not forced: its two functions work as the owner of the tables
  `alter table audit_entry enable row level security`,
  `grant select on audit_entry to bb_administrator`,
  `create policy audit_read on audit_entry for select to bb_administrator using (true)`,
];

const NOTE = 'text, text, text, text, uuid, uuid, text, text';
const doors = [
  // the moment is the database's own, so that nobody writes into the past
  `create function note_audit(kind text, action text, account text, role text, trajectory uuid, session uuid, lane text, subject text) returns void
    language sql security definer set search_path = public, pg_temp as $$
      insert into audit_entry (kind, action, account_id, role, trajectory_id, session_id, lane, subject)
      values ($1, $2, $3, $4, $5, $6, $7, $8) $$`,
  `revoke execute on function note_audit(${NOTE}) from public`,
  `grant execute on function note_audit(${NOTE}) to bb_engine, bb_appointer, bb_credentials`,
  `create function forget_audit(older_than interval) returns int
    language sql security definer set search_path = public, pg_temp as $$
      with gone as (
        delete from audit_entry where ctid = any(array(
          select ctid from audit_entry where at < now() - greatest(older_than, interval '730 days') order by at limit 1000 for update skip locked
        )) returning 1
      ) select count(*)::int from gone $$`,
  `revoke execute on function forget_audit from public`,
  `grant execute on function forget_audit to bb_engine`,
];

// run by whoever changes something, who sees what role an account has; only the door opens the table
const changes = [
  `create function audit_journal() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      perform note_audit(
        case new.event_type when 'TemplateMoved' then 'templates' when 'FiguresTaken' then 'figures' else 'rights' end,
        new.event_type, new.actor ->> 'accountId', new.actor ->> 'role', new.trajectory_id, null, null,
        case new.event_type
          when 'TemplateMoved' then (new.data -> 'to' ->> 'id') || '@' || (new.data -> 'to' ->> 'version')
          when 'OrganisationAdded' then new.data ->> 'organisationId'
          else new.data ->> 'accountId' end);
      return null;
    end $$`,
  `create trigger audit_journal after insert on journal for each row
    when (new.event_type in ('Appointed', 'Dismissed', 'OrganisationAdded', 'TemplateMoved', 'FiguresTaken')) execute function audit_journal()`,
  `create function audit_delivery() returns trigger language plpgsql set search_path = public, pg_temp as $$
    declare
      decided_by uuid := case new.state when 'official' then new.taken_over_by else new.ended_by end;
    begin
      perform note_audit('figures',
        case new.state when 'official' then 'takeOverDelivery' when 'undone' then 'undoDelivery' else 'discardDelivery' end,
        decided_by::text, (select a.role from account a where a.id = decided_by), null, null, null, new.id::text);
      return null;
    end $$`,
  `create trigger audit_delivery after update of state on delivery for each row
    when (new.state is distinct from old.state and new.state in ('official', 'undone', 'discarded')) execute function audit_delivery()`,
  `create function audit_import() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      perform note_audit('figures', 'startImport', new.requested_by::text,
        (select a.role from account a where a.id = new.requested_by), null, null, null, new.id::text);
      return null;
    end $$`,
  `create trigger audit_import after insert on import_job for each row execute function audit_import()`,
  // null for what comes along with the product
  `alter table method_template add column created_by uuid`,
  `create function audit_template() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      perform note_audit('templates', 'createTemplate', new.created_by::text,
        (select a.role from account a where a.id = new.created_by), null, null, null, new.id || '@' || new.version);
      return null;
    end $$`,
  `create trigger audit_template after insert on method_template for each row when (new.created_by is not null) execute function audit_template()`,
];
