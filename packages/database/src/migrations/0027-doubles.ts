import { type Kysely, sql } from 'kysely';

/** Which doubles an organisation has is asked with every call; what a double was called, another may be called. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index organisation_merged_into on organisation (merged_into) where merged_into is not null`.execute(
    db,
  );
  await sql`alter table organisation drop constraint organisation_name_key`.execute(db);
  await sql`create unique index organisation_name on organisation (name) where merged_into is null`.execute(db);
}
