import { type Kysely, sql } from 'kysely';

/** Trajectories, their journal, and what makes each command and effect happen once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table method_template (
      id text not null, version int not null, body jsonb not null, created_at timestamptz not null default now(),
      primary key (id, version)
    )`,
    sql`create table trajectory (
      id uuid primary key,
      version bigint not null,
      phase text not null,
      status text not null,
      template_id text not null,
      template_version int not null,
      state jsonb not null,
      updated_at timestamptz not null default now(),
      foreign key (template_id, template_version) references method_template
    )`,
    sql`create table journal (
      trajectory_id uuid not null references trajectory on delete cascade deferrable initially deferred,
      seq bigint not null,
      event_type text not null,
      event_version int not null,
      data jsonb not null,
      actor jsonb not null,
      command_id text not null,
      template_version int not null,
      at timestamptz not null,
      primary key (trajectory_id, seq)
    )`,
    sql`create table trajectory_content (
      trajectory_id uuid not null,
      content_id text not null,
      body text not null,
      primary key (trajectory_id, content_id)
    )`,
    sql`create table command_receipt (
      trajectory_id uuid not null,
      command_id text not null,
      outcome jsonb not null,
      at timestamptz not null default now(),
      primary key (trajectory_id, command_id)
    )`,
    sql`create table outbox (
      id bigint generated always as identity primary key,
      dedupe_key text not null unique,
      job text not null,
      payload jsonb not null,
      due timestamptz not null default now(),
      created_at timestamptz not null default now()
    )`,
    sql`create index outbox_due on outbox (due, id)`,
    sql`create table timer (
      trajectory_id uuid not null,
      key text not null,
      due_at timestamptz,
      set_seq bigint not null,
      status text not null check (status in ('set', 'cancelled', 'fired')),
      primary key (trajectory_id, key)
    )`,
    sql`create index timer_due on timer (due_at) where status = 'set'`,
    sql`create table effect_receipt (
      effect_key text primary key, attempt int not null, result jsonb, at timestamptz not null default now()
    )`,
    sql`alter table trajectory_content enable row level security`,
    sql`alter table trajectory_content force row level security`,
    sql`grant select, insert on method_template to bb_engine`,
    sql`grant select, insert, update on trajectory to bb_engine`,
    // the journal and the receipts are written once and never changed
    sql`grant select, insert on journal, command_receipt to bb_engine`,
    sql`grant insert on trajectory_content to bb_engine`,
    sql`grant select, insert, update, delete on outbox, timer, effect_receipt to bb_engine`,
    sql`create policy content_written on trajectory_content for insert to bb_engine with check (true)`,
    sql`grant select on trajectory_content to bb_facilitator, bb_adviser, bb_stakeholder, bb_professional, bb_worker`,
    sql`create function app_setting(name text) returns text language sql stable
      as $$ select coalesce(current_setting('app.' || name, true), '') $$`,
    sql`create policy content_of_trajectory on trajectory_content for select
      to bb_facilitator, bb_adviser, bb_stakeholder, bb_professional, bb_worker
      using (trajectory_id::text = app_setting('trajectory'))`,
  ];
  for (const statement of statements) await statement.execute(db);
}
