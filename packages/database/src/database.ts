import { type EntityManager, MikroORM, type Options } from '@mikro-orm/sql';
import { type Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { BoundDriver } from './bound-driver.ts';
import { boundedSocket } from './bounded-socket.ts';
import { entities, type Tables } from './entities.ts';
import { type Scope, settingsOf } from './roles.ts';

// bigint columns are counters far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A transaction under one role. */
export type ScopedTransaction = Transaction<Tables>;
/** Rows as entities, remembered for one piece of work. */
export type Entities = EntityManager<BoundDriver>;

/**
 * The product's database: a pool whose connections run as `bb_engine`, and transactions under narrower roles.
 *
 * Which way when: **rows by entity** (`entities()`, `asRole`'s second argument) where something is changed, or few rows are
 * read with what belongs to them; **lists and joins by `query`**; prepared text on the `pool` for commands, live sessions
 * and effects alone.
 */
export interface Database {
  readonly pool: pg.Pool;
  /** Queries as `bb_engine`; each is its own transaction. Tables and columns are those of the entities. */
  readonly query: Kysely<Tables>;
  /** Entities as `bb_engine`, for one piece of work; what it changes is one transaction at `flush`. */
  entities(): Entities;
  /** Runs `work` in one transaction under the role and settings of the scope; row-level security decides the rest. */
  asRole<T>(scope: Scope, work: (tx: ScopedTransaction, entities: () => Entities) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How to reach the database. */
export interface DatabaseOptions {
  /** Connection string of a login that is a member of the `bb_*` roles. */
  readonly url: string;
  /** Most connections of the pool; 10 unless told. */
  readonly connections?: number;
  readonly applicationName?: string;
  /** A connection on which nothing passes for so many milliseconds is given up; 10,000 unless told. */
  readonly silenceMs?: number;
}

/** Names mean the product's own tables, whatever schema somebody has made for a role. */
export const OWN_NAMES = '-c search_path=public,pg_temp';

/** No statement of the product takes as long. */
const SILENCE_MS = 10_000;
/** The server ends a transaction whose client has gone without a word, and with it the locks that it holds. */
const ABANDONED_MS = 10_000;

/** Opens a pool; connections are made when first needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    application_name: options.applicationName ?? 'buurtbalans',
    options: `-c role=bb_engine ${OWN_NAMES} -c idle_in_transaction_session_timeout=${ABANDONED_MS}`,
    connectionTimeoutMillis: SILENCE_MS,
    stream: () => boundedSocket(options.silenceMs ?? SILENCE_MS),
    // statements that do not wait for one another go in one message
    pipeline: true,
  });
  // a connection that the server ends must not end the process, whether it is idle or in use; the next query makes a new one
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const orm = mapTo(pool);
  const query: Kysely<Tables> = orm.em.fork().getKysely();
  return {
    pool,
    query,
    entities: () => orm.em.fork(),
    asRole: (scope, work) =>
      query.transaction().execute(async (tx) => {
        await goOnAs(tx, scope);
        return work(tx, () => {
          const em = orm.em.fork();
          em.setTransactionContext(tx);
          return em;
        });
      }),
    async close() {
      await orm.close();
      // it ends the pool only when it was used itself
      if (!pool.ending) await pool.end();
    },
  };
}

/** Goes on with a transaction under another role and other settings: where one change takes what several of them may. */
export async function goOnAs(tx: ScopedTransaction, scope: Scope): Promise<void> {
  const settings = Object.entries(settingsOf(scope)).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
  await sql`select set_config('role', ${scope.role}, true), ${sql.join(settings)}`.execute(tx);
}

/** The database of a connection string, in any of the forms that pg takes. */
export const databaseOf = (url: string): string => new pg.Client({ connectionString: url }).database ?? '';

/** The entities over a pool; connects nothing. A dialect and no Kysely: of another copy's it would make a pool of its own. */
export function mapTo(pool: pg.Pool, options: Partial<Options<BoundDriver>> = {}) {
  return new MikroORM<BoundDriver>({
    driver: BoundDriver,
    entities: [...entities],
    driverOptions: new PostgresDialect({ pool }),
    // the migrator looks for it, and makes what is not there
    dbName: databaseOf(pool.options.connectionString!),
    ensureDatabase: false,
    metadataCache: { enabled: false },
    // errors keep their code; what a statement was about is nobody's to write down
    debug: false,
    logger: () => undefined,
    ...options,
  });
}
