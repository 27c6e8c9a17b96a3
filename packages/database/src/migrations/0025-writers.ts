import { type Kysely, sql } from 'kysely';

/**
 * Which cards of a resident meeting have one writer: a key for each seat of a session, which says nothing else and leads to
 * nobody. A table apart, which no role reads: it can be asked how many writers some cards have, and nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table resident_writer (
    contribution_id uuid primary key references resident_contribution on delete cascade,
    session_id uuid not null,
    writer text not null
  )`,
  // not forced: count_residents() looks into it as the owner of the tables
  `alter table resident_writer enable row level security`,
  `grant insert on resident_writer to bb_resident`,
  `create policy writer_in_session on resident_writer for insert to bb_resident
    with check (session_id::text = app_setting('session') and app_setting('lane') = 'resident')`,
  // cards of before they had a key count as one writer's, which is the least that they can be
  `create function count_residents(session uuid, cards uuid[]) returns int
    language sql stable security definer set search_path = public, pg_temp as $$
      select greatest(count(distinct writer)::int, least(cardinality(cards), 1))
        from resident_writer where session_id = session and contribution_id = any(cards) $$`,
  `revoke execute on function count_residents from public`,
  `grant execute on function count_residents to bb_facilitator`,
];
