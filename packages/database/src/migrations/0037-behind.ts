import { type Kysely, sql } from 'kysely';

/**
 * From which cards a released statement was written (ADR 55), so that it is known who still stands behind it once somebody
 * takes back what they wrote. A table that no role reads: a function counts, and says nothing else. What is taken back leaves
 * an empty place in it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table statement_card (
    id uuid primary key default gen_random_uuid(),
    trajectory_id uuid not null references trajectory on delete cascade,
    statement_id uuid not null,
    resident_card uuid references resident_contribution on delete set null,
    professional_card uuid references professional_contribution on delete set null,
    organisation_id uuid,
    at_place boolean not null
  )`,
  `create index statement_card_trajectory on statement_card (trajectory_id)`,
  `create index statement_card_resident on statement_card (resident_card)`,
  `create index statement_card_professional on statement_card (professional_card)`,
  // not forced: count_behind() looks into it as the owner of the tables
  `alter table statement_card enable row level security`,
  `grant insert on statement_card to bb_engine`,
  `create policy card_of_statement on statement_card for insert to bb_engine with check (true)`,
  // cards without a key count as one writer's, as in count_residents()
  `create function count_behind(trajectory uuid)
    returns table (statement_id uuid, residents int, at_place int, organisation_ids uuid[])
    language sql stable security definer set search_path = public, pg_temp as $$
      select c.statement_id,
             greatest(count(distinct w.writer), least(count(c.resident_card), 1))::int,
             greatest(count(distinct w.writer) filter (where c.at_place), least(count(c.resident_card) filter (where c.at_place), 1))::int,
             coalesce(array_agg(distinct c.organisation_id order by c.organisation_id) filter (where c.professional_card is not null), '{}')
        from statement_card c left join resident_writer w on w.contribution_id = c.resident_card
       where c.trajectory_id = trajectory
       group by c.statement_id
      having bool_or(c.resident_card is null and c.professional_card is null) $$`,
  `revoke execute on function count_behind from public`,
  `grant execute on function count_behind to bb_engine`,
  // written anew with the cards, as ADR 48 has it
  `do $do$ begin
    execute format('create or replace function rewritable() returns setof text
      language sql immutable set search_path = public, pg_temp as $f$ select unnest(%L::text[]) $f$',
      array_prepend('statement_card', array(select rewritable())));
  end $do$`,
];
