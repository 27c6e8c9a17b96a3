import { type Kysely, sql } from 'kysely';

/** Reports over all trajectories: at which positions they show them, and the file. One is made at a time in each form and language. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table programme_report (
      id uuid primary key,
      format text not null,
      language text not null,
      requested_by uuid not null,
      as_of timestamptz not null default now(),
      positions jsonb not null,
      status text not null default 'requested' check (status in ('requested', 'rendered', 'failed')),
      mime text,
      file_name text,
      body bytea,
      bytes int,
      sha256 text,
      pages int,
      error_code text
    )`.execute(db);
  await sql`create unique index programme_report_under_way on programme_report (format, language) where status = 'requested'`.execute(
    db,
  );
  await sql`grant select, insert, update on programme_report to bb_engine`.execute(db);
}
