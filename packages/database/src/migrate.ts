import { shippedTemplates } from '@buurtbalans/domain';
import pg from 'pg';
import { OWN_NAMES } from './database.ts';
import { MIGRATIONS, type MigrationName } from './migrations/index.ts';

export { MIGRATIONS, type MigrationName };

/** Who has to wait for whom: any two that change the tables of one database, of this version or one before, or hold them. */
export const TABLES_LOCK = '3853314791062309107';

/** Tables that a newer version made: this one would write into what it does not know. */
export class NewerTablesError extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`the tables are of a newer version: ${names.join(', ')}`);
    this.names = names;
  }
}

/**
 * Brings the database to the current schema and stores the shipped templates. Safe to run from several processes at
 * once: a lock lets one work. Gives the names of the migrations that ran now. With `until` it stops after the migration
 * of that name: for rows that an older version wrote, and tests of what comes after it.
 *
 * @throws NewerTablesError when a newer version has been at work; then nothing is changed
 */
export async function migrate(ownerUrl: string, until?: MigrationName): Promise<MigrationName[]> {
  // one connection holds the lock, the other works
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, options: OWN_NAMES });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const ran = await inTurn(pool, (turn) => bringUpToDate(pool, turn, until));
    await pool.end();
    return ran;
  } catch (error) {
    // a connection that broke is never given back, and an end that waits for it would never come
    pool.end().catch(() => undefined);
    throw error;
  }
}

async function inTurn<T>(pool: pg.Pool, work: (turn: pg.ClientBase) => Promise<T>): Promise<T> {
  const turn = await pool.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [TABLES_LOCK]);
    return await work(turn);
  } finally {
    // with the connection goes the lock
    turn.release(true);
  }
}

async function bringUpToDate(
  pool: pg.Pool,
  turn: pg.ClientBase,
  until: MigrationName | undefined,
): Promise<MigrationName[]> {
  const applied = await takenOver(turn);
  const newer = applied.filter((name) => !(MIGRATIONS as string[]).includes(name));
  if (newer.length > 0) throw new NewerTablesError(newer);
  const wanted = MIGRATIONS.slice(0, until === undefined ? undefined : MIGRATIONS.indexOf(until) + 1);
  // the migrator is loaded only where it is needed: a start waits for it
  const ran = wanted.every((name) => applied.includes(name))
    ? []
    : await (await import('./run-migrations.ts')).runMigrations(pool, until);
  await noteForOlder(turn);
  await storeTemplates(turn);
  return ran;
}

/** Names of the migrations that were applied, in their order; none where there is no table of ours. Any client will do. */
export async function appliedMigrations(db: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const ledger = (await hasTable(db, LEDGER))
    ? LEDGER
    : (await hasTable(db, FORMER_LEDGER))
      ? FORMER_LEDGER
      : undefined;
  if (ledger === undefined) return [];
  return (await db.query<{ name: string }>(`select name from ${ledger} order by name`)).rows.map(({ name }) => name);
}

const LEDGER = 'mikro_orm_migrations';
/** Where versions up to 0.3 noted what they had applied; it stays for one version more, as a way back. */
const FORMER_LEDGER = 'kysely_migration';
/** Tables in which migrators note things for themselves. */
export const LEDGERS = [LEDGER, FORMER_LEDGER, 'kysely_migration_lock'] as const;

async function hasTable(db: Pick<pg.ClientBase, 'query'>, name: string): Promise<boolean> {
  const { rows } = await db.query<{ is_there: boolean }>('select to_regclass($1) is not null as is_there', [
    `public.${name}`,
  ]);
  return rows[0]!.is_there;
}

/** What an earlier version has applied is not applied again. */
async function takenOver(db: pg.ClientBase): Promise<string[]> {
  const applied = await appliedMigrations(db);
  if (applied.length > 0 && !(await hasTable(db, LEDGER)))
    await db.query(`
      begin;
      create table ${LEDGER} (id serial primary key, name varchar(255) not null, executed_at timestamptz(0) not null default current_timestamp);
      insert into ${LEDGER} (name, executed_at) select name, timestamp::timestamptz from ${FORMER_LEDGER} order by name;
      commit`);
  return applied;
}

/** A version that knows the former ledger alone refuses tables that it does not know; without this it would write into them. */
async function noteForOlder(db: pg.ClientBase): Promise<void> {
  if ((await hasTable(db, LEDGER)) && (await hasTable(db, FORMER_LEDGER)))
    await db.query(
      `insert into ${FORMER_LEDGER} (name, timestamp) select name, now()::text from ${LEDGER} on conflict do nothing`,
    );
}

async function storeTemplates(db: pg.ClientBase): Promise<void> {
  for (const template of shippedTemplates)
    await db.query('insert into method_template (id, version, body) values ($1, $2, $3) on conflict do nothing', [
      template.id,
      template.version,
      template,
    ]);
}
