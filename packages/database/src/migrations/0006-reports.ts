import { type Kysely, sql } from 'kysely';

/** Rendered documents and how far the worker is with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report_document (
      report_id uuid primary key,
      trajectory_id uuid not null,
      attempt int not null default 0,
      progress int not null default 0,
      step text not null default 'queued',
      mime text,
      file_name text,
      body bytea,
      bytes int,
      sha256 text,
      pages int,
      error_code text,
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`grant select, insert, update on report_document to bb_engine`.execute(db);
}
