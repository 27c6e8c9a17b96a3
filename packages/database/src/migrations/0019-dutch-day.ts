import { type Kysely, sql } from 'kysely';

/** A day is the one of the Netherlands, here as in the domain: by UTC it began an hour or two late. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create function dutch_day(moment timestamptz) returns text
      language sql immutable parallel safe as $$ select to_char(moment at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') $$`,
    `create or replace function committed_organisations(of_trajectory uuid) returns setof text
      language sql stable security definer set search_path = public as $$
        select o.key from trajectory t, jsonb_each(t.state -> 'organisations') o
         where t.id = of_trajectory and o.value -> 'commitment' ->> 'status' = 'signed'
           and o.value -> 'commitment' ->> 'until' >= dutch_day(now()) $$`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
