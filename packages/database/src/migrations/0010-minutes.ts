import { type Kysely, sql } from 'kysely';

/**
 * Approved minutes and the documents made of them. They hold what a lane said, so they lie in tables of that lane, which
 * only its own role reads, inside the session; `content` is empty once something in it was taken away.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const lane of ['professional', 'resident'] as const)
    for (const statement of minutesOf(lane)) await sql.raw(statement).execute(db);
}

function minutesOf(lane: 'professional' | 'resident'): string[] {
  const inSession = `session_id::text = app_setting('session') and app_setting('lane') = '${lane}'`;
  return [
    `create table ${lane}_minutes (
      session_id uuid primary key references session_index on delete cascade,
      edition int not null,
      approved_at timestamptz not null default now(),
      content jsonb
    )`,
    `create table ${lane}_minutes_file (
      report_id uuid primary key,
      session_id uuid not null references ${lane}_minutes on delete cascade,
      edition int not null,
      mime text not null,
      file_name text not null,
      body bytea not null
    )`,
    `create index ${lane}_minutes_file_session on ${lane}_minutes_file (session_id)`,
    ...['minutes', 'minutes_file'].flatMap((table) => [
      `alter table ${lane}_${table} enable row level security`,
      `alter table ${lane}_${table} force row level security`,
      `grant select, insert, update, delete on ${lane}_${table} to bb_${lane}`,
      `create policy ${table}_in_session on ${lane}_${table} for all to bb_${lane} using (${inSession}) with check (${inSession})`,
    ]),
  ];
}
