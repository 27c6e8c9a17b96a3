import { type Kysely, sql } from 'kysely';

/** The sweep finds what was asked for lately, and the receipt of one effect that belongs to several mails. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index journal_effects on journal (event_type, at) where event_type in ('ReportRequested', 'TimerFired')`.execute(
    db,
  );
}
