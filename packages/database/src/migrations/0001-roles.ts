import { type Kysely, sql } from 'kysely';
import { DATABASE_ROLES } from '../roles.ts';
import { makeRoles } from './make-roles.ts';

/** The roles of the product. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRoles(db, DATABASE_ROLES);
  await sql`revoke create on schema public from public`.execute(db);
}
