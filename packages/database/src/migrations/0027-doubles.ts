import { type Kysely, sql } from 'kysely';

/** Which doubles an organisation has is asked with every call. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index organisation_merged_into on organisation (merged_into) where merged_into is not null`.execute(
    db,
  );
}
