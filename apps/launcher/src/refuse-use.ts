import { EXIT, StartError } from './start-error.ts';

/** Names by which programs of the product are known to the database. */
const PROGRAMS = ['engine', 'worker', 'demonstration'];

/** A connection, or some of them. */
interface Asked {
  query(text: string, values: unknown[]): Promise<{ rows: { name: string }[] }>;
}

/** @throws StartError while programs of a product are connected to a database, started from here or elsewhere */
export async function refuseUse(db: Asked): Promise<void> {
  const { rows } = await db.query(
    `select distinct application_name as name from pg_stat_activity where datname = current_database() and application_name = any($1)`,
    [PROGRAMS],
  );
  if (rows.length > 0)
    throw new StartError(
      `deze database is in gebruik; stop Buurtbalans eerst / this database is in use; stop Buurtbalans first (${rows.map(({ name }) => name).join(', ')})`,
      EXIT.inUse,
    );
}
