import { type Kysely, sql } from 'kysely';

/** A reaction whose writer was warned that it seems to be about a person, and went on, says so to the facilitator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table report_reaction add column suspect boolean not null default false`).execute(db);
}
