import { type Kysely, sql } from 'kysely';

/** Public links: the journal says what they lead to and whether they still do; of the address only the hash is here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report_link (
      link_id uuid primary key,
      trajectory_id uuid not null,
      report_id uuid not null,
      token_hash bytea not null unique check (length(token_hash) = 32)
    )`.execute(db);
  await sql`grant select, insert on report_link to bb_engine`.execute(db);
}
