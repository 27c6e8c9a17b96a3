import type { Socket } from 'node:net';
import pg from 'pg';
import { StartError } from '../start-error.ts';

/** Text of rows is the same whatever the server is set to, and nothing ends a statement that takes long. */
const SETTINGS = {
  search_path: 'public,pg_temp',
  row_security: 'off',
  timezone: 'UTC',
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/**
 * Opens one connection as the owner of the tables, before whom row-level security hides nothing, and runs `work` on it.
 * With the signal the connection ends, and with it whatever is under way.
 *
 * @throws StartError for a login that would see only a part of the rows
 */
export async function asOwner<T>(url: string, signal: AbortSignal, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({
    connectionString: url,
    application_name: 'backup',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    options: Object.entries(SETTINGS)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // a connection that is lost is told by the statement that runs on it
  owner.on('error', () => undefined);
  const leave = (): void => void (owner as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
  signal.throwIfAborted();
  await owner.connect();
  signal.addEventListener('abort', leave, { once: true });
  try {
    const { rows } = await owner.query<{ sees_all: boolean; login: string }>(
      'select rolsuper or rolbypassrls as sees_all, rolname as login from pg_roles where rolname = current_user',
    );
    if (!rows[0]?.sees_all)
      throw new StartError(
        `${rows[0]?.login}: deze login ziet door de rijbeveiliging niet alles; geef een andere met DATABASE_OWNER_URL, of eenmalig: / row-level security hides rows from this login; give another by DATABASE_OWNER_URL, or once: alter role ${rows[0]?.login} bypassrls`,
      );
    return await work(owner);
  } catch (error) {
    // what was begun is not waited for
    leave();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', leave);
    await owner.end().catch(() => undefined);
  }
}
