import { type Kysely, sql } from 'kysely';

/** What is wrong with a document and where. It can quote what somebody wrote, so it stands here and not in the journal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table report_document add column error_detail text`.execute(db);
}
