import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { OWN_NAMES } from './database.ts';

/** An address of a database from which none for another login can be made. */
export class UnusableAddressError extends Error {}

/** The same address for another login, wherever the present one stands in it. */
export function withLogin(adminUrl: string, login: string, password: string): string {
  const url = URL.parse(adminUrl);
  if (url) {
    url.username = encodeURIComponent(login);
    url.password = encodeURIComponent(password);
    for (const name of ['user', 'password']) url.searchParams.delete(name);
  }
  // without a host there is no place for a login in it; and what was parsed holds a password that nobody is to print
  if (!url?.username) throw new UnusableAddressError('the address of the database has to name a host');
  return url.toString();
}

/** Whether a login is there and has this password. */
export async function letsIn(url: string, login: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ login: string }>('select session_user as login');
    if (rows[0]!.login !== login)
      throw new UnusableAddressError('the address of the database names a login in two places');
    return true;
  } catch (error) {
    // no such login, another password, no right to connect yet
    if (['28P01', '28000', '42501'].includes((error as pg.DatabaseError).code ?? '')) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Makes an ordinary login, or gives one that is there this password.
 *
 * @param rights what it may beside logging in, as `create role` has it
 */
export async function makeLogin(
  admin: pg.Client,
  login: string,
  password: string,
  rights = 'noinherit nocreaterole nobypassrls',
): Promise<void> {
  const name = admin.escapeIdentifier(login);
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [login]);
  const verifier = admin.escapeLiteral(scramOf(password));
  await admin.query(
    rowCount === 0
      ? `create role ${name} login nosuperuser nocreatedb ${rights} password ${verifier}`
      : `alter role ${name} login password ${verifier}`,
  );
}

/** What PostgreSQL keeps of a password (RFC 5803): a server that logs its statements does not log the password. */
function scramOf(password: string): string {
  const salt = randomBytes(16);
  const rounds = 4_096;
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const keyed = (word: string): Buffer => createHmac('sha256', salted).update(word).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}

/** Runs work on a connection of its own. One that the server ends is told by the statement that runs on it. */
export async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, options: OWN_NAMES, connectionTimeoutMillis: 10_000 });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
