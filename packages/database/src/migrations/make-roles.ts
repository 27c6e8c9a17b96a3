import { type Kysely, sql } from 'kysely';

/** Makes roles that are not there yet: they belong to the server, and another database on it may have made them. */
export async function makeRoles(db: Kysely<unknown>, roles: readonly string[]): Promise<void> {
  for (const role of roles) {
    await sql
      .raw(`
      do $$ begin
        create role ${role} nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
      exception when duplicate_object or unique_violation then null;
      end $$`)
      .execute(db);
    await sql
      .raw(`
      do $$ begin
        if not pg_has_role(session_user, '${role}', 'SET') then
          execute format('grant ${role} to %I', session_user);
        end if;
      exception when unique_violation then null;
      end $$`)
      .execute(db);
    await sql.raw(`grant usage on schema public to ${role}`).execute(db);
  }
}
