import { type Kysely, sql } from 'kysely';

/** A facilitator takes the code of a session away, and none comes in its place by itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table session_code add column revoked boolean not null default false`,
  `grant update (revoked) on session_code to bb_engine`,
];
