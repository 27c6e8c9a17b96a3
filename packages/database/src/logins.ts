import { createHash, createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseOf } from './database.ts';
import { asAdmin, letsIn, makeLogin, withLogin } from './login.ts';
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
    'bb_administrator',
    'bb_worker',
    'bb_credentials',
    'bb_appointer',
    'bb_eraser',
    'bb_queue',
  ],
  // texts and addresses of what it mails, and the minutes of both lanes
  worker: ['bb_engine', 'bb_worker', 'bb_professional', 'bb_resident', 'bb_queue'],
  // what lies in the queues' schema is that of programs, and is never run for an owner
  queues: ['bb_queue'],
} as const satisfies Record<Login, readonly DatabaseRole[]>;

type Login = ProgramLogin | 'queues';

/** Two that make the same login at once take turns. */
const LOCK = 5_262_014;

/**
 * Makes the logins of the programs for a database, ordinary ones that own nothing, or brings them up to date; gives their
 * connection strings.
 *
 * @param keys a secret from which the passwords follow, so that whoever has it gives the same; or the passwords themselves
 *
 * @throws a `pg.DatabaseError` with code 42501 when this login may not make roles, or not give these
 * @throws UnusableAddressError for a connection string without a host
 */
export const ensureLogins = (
  adminUrl: string,
  keys: string | Readonly<Record<ProgramLogin, string>>,
): Promise<Record<ProgramLogin, string>> => {
  const passwordOf = (program: ProgramLogin): string =>
    typeof keys === 'string'
      ? createHmac('sha256', keys)
          .update(`login ${databaseOf(adminUrl)} ${program}`)
          .digest('base64url')
      : keys[program];
  return inTurn(adminUrl, async (admin) => ({
    engine: await ensureLogin(admin, adminUrl, passwordOf('engine'), 'engine'),
    worker: await ensureLogin(admin, adminUrl, passwordOf('worker'), 'worker'),
  }));
};

/** A login that may look after the queues' schema and nothing else, with a password that is new each time. */
export const ensureQueueLogin = (adminUrl: string): Promise<string> =>
  inTurn(adminUrl, (admin) => ensureLogin(admin, adminUrl, randomBytes(32).toString('hex'), 'queues'));

const inTurn = <T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> =>
  asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    return work(admin);
  });

async function ensureLogin(admin: pg.Client, adminUrl: string, password: string, program: Login): Promise<string> {
  const database = databaseOf(adminUrl);
  const login = loginOf(database, program);
  const url = withLogin(adminUrl, login, password);
  if (!(await letsIn(url, login))) await makeLogin(admin, login, password);
  await giveRoles(admin, login, LOGIN_ROLES[program]);
  await admin.query(
    `grant connect on database ${admin.escapeIdentifier(database)} to ${admin.escapeIdentifier(login)}`,
  );
  return url;
}

/** Logins belong to the server: those of another database on it have other names and passwords. */
function loginOf(database: string, program: Login): string {
  if (/^[a-z0-9_]{1,40}$/.test(database)) return `${database}_${program}`;
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 12);
  return `${database
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 30)}_${hash}_${program}`;
}

/** Makes a login a member of these roles and of no other. */
async function giveRoles(admin: pg.Client, login: string, wanted: readonly string[]): Promise<void> {
  const name = admin.escapeIdentifier(login);
  const { rows: held } = await admin.query<{ role: string; is_right: boolean }>(
    `select r.rolname as role, bool_or(m.set_option) and not bool_or(m.inherit_option or m.admin_option) as is_right
       from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where m.member = (select oid from pg_roles where rolname = $1) group by 1`,
    [login],
  );
  for (const { role } of held)
    if (!wanted.includes(role)) await admin.query(`revoke ${admin.escapeIdentifier(role)} from ${name}`);
  for (const role of wanted)
    if (!held.some((one) => one.role === role && one.is_right))
      await admin.query(`grant ${role} to ${name} with admin false, inherit false, set true`);
}

/** A login that is a superuser, to whom nothing in the database is closed. */
export class SuperuserError extends Error {
  readonly login: string;

  constructor(login: string) {
    super(`${login} is a superuser, to whom no protection of the database applies`);
    this.login = login;
  }
}

/** How long a server that does not answer is let be before it is asked again, in milliseconds. */
const AGAIN_MS = 5_000;

/**
 * Tells, in one line for whoever starts a program, when its login is a superuser. A server that does not answer is asked
 * again until it does; this waits for the first time alone.
 */
export async function refuseToBeSuperuser(url: string, refuse: (words: string) => void): Promise<void> {
  try {
    await refuseSuperuserAt(url);
  } catch (error) {
    if (error instanceof SuperuserError)
      return refuse(
        `DATABASE_URL: ${error.login} is een superuser van PostgreSQL, voor wie geen beveiliging geldt; geef de login die migrate voor dit programma maakt / is a superuser of PostgreSQL, to whom no protection applies; give the login that migrate makes for this program`,
      );
    setTimeout(() => void refuseToBeSuperuser(url, refuse).catch(() => undefined), AGAIN_MS).unref();
  }
}

/** @throws SuperuserError when that login is one */
export async function refuseSuperuserAt(url: string): Promise<void> {
  await asAdmin(url, refuseSuperuser);
}

/** @throws SuperuserError when a program would log in as one */
export async function refuseSuperuser(db: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await db.query<{ login: string }>(
    'select rolname as login from pg_roles where rolname = session_user and rolsuper',
  );
  if (rows[0]) throw new SuperuserError(rows[0].login);
}
