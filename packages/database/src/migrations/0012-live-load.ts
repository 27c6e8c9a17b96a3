import { type Kysely, sql } from 'kysely';

/**
 * Live sessions under load: a ring says how far the session is, so that whoever wrote it need not look; and a voter's
 * answers are found by an index. The expression it had before could not be used behind row-level security.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create or replace function leave_session(session uuid, new_position bigint) returns void
      language plpgsql security definer set search_path = public as $$
      begin
        update session_index set last_seq = new_position where session_id = session;
        perform pg_notify('session_event', session::text || ' ' || new_position);
      end $$`,
    ...['professional_live_event', 'resident_live_event'].flatMap((table) => [
      `alter table ${table} add column voter text generated always as (body ->> 'voter') stored`,
      `drop index ${table}_voter`,
      `create index ${table}_voter on ${table} (session_id, voter) where type = 'AnswerGiven'`,
    ]),
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
