import { type Kysely, sql } from 'kysely';

/**
 * Somebody is put out of a session by what they wrote. Cards of professionals have a key of their writer too, in a table
 * that no role reads; the one function that tells a key tells it to the facilitator of that trajectory alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table professional_writer (
    contribution_id uuid primary key references professional_contribution on delete cascade,
    session_id uuid not null,
    writer text not null
  )`,
  // not forced: writer_of_card() looks into it as the owner of the tables
  `alter table professional_writer enable row level security`,
  `grant insert on professional_writer to bb_professional`,
  `create policy writer_in_session on professional_writer for insert to bb_professional
    with check (session_id::text = app_setting('session') and app_setting('lane') = 'professional')`,
  `create function writer_of_card(session uuid, card uuid) returns text
    language sql stable security definer set search_path = public, pg_temp as $$
      select w.writer
        from (select * from resident_writer union all select * from professional_writer) w
        join session_index i on i.session_id = w.session_id
       where w.session_id = session and w.contribution_id = card and facilitates(app_setting('account'), i.trajectory_id) $$`,
  `revoke execute on function writer_of_card from public`,
  `grant execute on function writer_of_card to bb_facilitator`,
];
