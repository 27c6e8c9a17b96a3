import { type Kysely, sql } from 'kysely';

/**
 * Readers with whom a document is shared, and how they react. An address lies here until its mail was taken: the
 * facilitator writes it, the worker reads and erases it, the engine knows the hash of the reader's token alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const ofTrajectory = `trajectory_id::text = app_setting('trajectory')`;
  const facilitated = `${ofTrajectory} and facilitates(app_setting('account'), trajectory_id)`;
  const statements = [
    `create table report_reader (
      id uuid primary key,
      link_id uuid not null,
      trajectory_id uuid not null references trajectory on delete cascade,
      organisation_id uuid not null references organisation,
      token_hash bytea not null unique check (length(token_hash) = 32),
      token text,
      address text check (length(address) between 3 and 200),
      forgotten_at timestamptz
    )`,
    `create index report_reader_link on report_reader (link_id)`,
    `alter table report_reader enable row level security`,
    `alter table report_reader force row level security`,
    `grant insert (id, link_id, trajectory_id, organisation_id, token_hash, token, address) on report_reader to bb_facilitator`,
    `grant select (id, link_id, trajectory_id, organisation_id, token_hash, forgotten_at), update (token, address, forgotten_at) on report_reader to bb_engine`,
    `grant select, update (token, address, forgotten_at) on report_reader to bb_worker`,
    `create policy reader_by_facilitator on report_reader for insert to bb_facilitator with check (${facilitated})`,
    `create policy reader_of_token on report_reader for all to bb_engine using (true)`,
    `create policy reader_to_send_to on report_reader for all to bb_worker using (${ofTrajectory})`,
    `create table report_reaction (
      id uuid primary key,
      reader_id uuid not null references report_reader on delete cascade,
      part text not null check (length(part) between 1 and 60),
      kind text not null check (kind in ('dissent', 'addition')),
      text text not null check (length(text) between 1 and 2000),
      at timestamptz not null default now(),
      handled_at timestamptz
    )`,
    `create index report_reaction_reader on report_reaction (reader_id)`,
    `grant select, insert, delete, update (handled_at) on report_reaction to bb_engine`,
    `drop index journal_effects`,
    `create index journal_effects on journal (event_type, at) where event_type in ('ReportRequested', 'TimerFired', 'SessionInvited', 'InvitationWithdrawn', 'ReportShared')`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
