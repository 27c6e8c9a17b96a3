import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { DatabaseRole } from './roles.ts';

/** Programs that log in to the database. */
export type ProgramLogin = 'engine' | 'worker';

/** What the login of each program may become; by itself it may nothing. */
export const LOGIN_ROLES = {
  engine: [
    'bb_engine',
    'bb_facilitator',
    'bb_professional',
    'bb_resident',
    'bb_adviser',
    'bb_stakeholder',
    'bb_worker',
    'bb_credentials',
    'bb_appointer',
    'bb_queue',
  ],
  // texts and addresses of what it mails, and the minutes of both lanes
  worker: ['bb_engine', 'bb_worker', 'bb_professional', 'bb_resident', 'bb_queue'],
} as const satisfies Record<ProgramLogin, readonly DatabaseRole[]>;

/** Two that make the same login at once take turns. */
const LOCK = 5_262_014;

/**
 * Makes the logins of the programs for a database, ordinary ones that own nothing, or brings them up to date; gives their
 * connection strings. The passwords follow from the secret, so that whoever has it gives the same.
 *
 * @throws a `pg.DatabaseError` with code 42501 when this login may not make roles, or not give these
 */
export async function ensureLogins(adminUrl: string, secret: string): Promise<Record<ProgramLogin, string>> {
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    return {
      engine: await ensureLogin(admin, adminUrl, secret, 'engine'),
      worker: await ensureLogin(admin, adminUrl, secret, 'worker'),
    };
  } finally {
    await admin.end();
  }
}

async function ensureLogin(admin: pg.Client, adminUrl: string, secret: string, program: ProgramLogin): Promise<string> {
  const url = new URL(adminUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  // logins belong to the server: those of another database on it have other names and passwords
  const login = `${database.slice(0, 40)}_${program}`;
  const password = createHmac('sha256', secret).update(`login ${database} ${program}`).digest('base64url');
  const [name, word] = [admin.escapeIdentifier(login), admin.escapeLiteral(password)];
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [login]);
  await admin.query(
    rowCount === 0
      ? `create role ${name} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password ${word}`
      : `alter role ${name} login password ${word}`,
  );
  const { rows: held } = await admin.query<{ role: string; can_set: boolean }>(
    `select r.rolname as role, bool_or(m.set_option) as can_set from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where m.member = (select oid from pg_roles where rolname = $1) group by 1`,
    [login],
  );
  const wanted: readonly string[] = LOGIN_ROLES[program];
  for (const { role } of held)
    if (!wanted.includes(role)) await admin.query(`revoke ${admin.escapeIdentifier(role)} from ${name}`);
  for (const role of wanted)
    if (!held.some((one) => one.role === role && one.can_set))
      await admin.query(`grant ${role} to ${name} with inherit false, set true`);
  await admin.query(`grant connect on database ${admin.escapeIdentifier(database)} to ${name}`);
  url.username = encodeURIComponent(login);
  url.password = encodeURIComponent(password);
  return url.toString();
}

/** A login that is a superuser, to whom nothing in the database is closed. */
export class SuperuserError extends Error {
  readonly login: string;

  constructor(login: string) {
    super(`${login} is a superuser, to whom no protection of the database applies`);
    this.login = login;
  }
}

/** @throws SuperuserError when a program would log in as one */
export async function refuseSuperuser(db: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await db.query<{ login: string }>(
    'select rolname as login from pg_roles where rolname = session_user and rolsuper',
  );
  if (rows[0]) throw new SuperuserError(rows[0].login);
}
