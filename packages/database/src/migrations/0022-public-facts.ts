import { type Kysely, sql } from 'kysely';

/** What documents rest on beside their trajectory is kept: an import changes the tables from which it was taken. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table public_facts (
    trajectory_id uuid not null references trajectory on delete cascade,
    hash text not null,
    body text not null,
    primary key (trajectory_id, hash)
  )`,
  `alter table public_facts enable row level security`,
  `alter table public_facts force row level security`,
  `grant insert on public_facts to bb_engine`,
  `grant select on public_facts to bb_worker`,
  `create policy facts_written on public_facts for insert to bb_engine with check (true)`,
  `create policy facts_of_trajectory on public_facts for select to bb_worker using (trajectory_id::text = app_setting('trajectory'))`,
];
