import { type Kysely, sql } from 'kysely';
import { DATABASE_ROLES } from '../roles.ts';

/** The roles of the product. They belong to the server, so another database on it may have made them already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const role of DATABASE_ROLES) {
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
  await sql`revoke create on schema public from public`.execute(db);
}
