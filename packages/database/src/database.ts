import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type Scope, settingsOf } from './roles.ts';
import type { Tables } from './tables.ts';

// bigint columns are counters far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A transaction under one role. */
export type ScopedTransaction = Transaction<Tables>;

/** The product's database: a pool whose connections run as `bb_engine`, and transactions under narrower roles. */
export interface Database {
  readonly pool: pg.Pool;
  /** Queries as `bb_engine`; each is its own transaction. */
  readonly query: Kysely<Tables>;
  /** Runs `work` in one transaction under the role and settings of the scope; row-level security decides the rest. */
  asRole<T>(scope: Scope, work: (tx: ScopedTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How to reach the database. */
export interface DatabaseOptions {
  /** Connection string of a login that is a member of the `bb_*` roles. */
  readonly url: string;
  /** Most connections of the pool; 10 unless told. */
  readonly connections?: number;
  readonly applicationName?: string;
}

/** Longer than any statement of the product takes. */
const PATIENCE_MS = 8_000;

/** A client whose connection ends when a statement was not answered in time: nobody can say what would come over it next. */
class PatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }

  // the driver's query has a dozen forms; the promise is what the product uses
  override query(...args: unknown[]): never {
    const answer = (super.query as (...all: unknown[]) => unknown)(...args);
    if (answer instanceof Promise) {
      answer.catch((error: Error) => {
        if (error.message === 'Query read timeout') (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      });
    }
    return answer as never;
  }
}

/** Opens a pool; connections are made when first needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    application_name: options.applicationName ?? 'buurtbalans',
    options: '-c role=bb_engine',
    // a connection that went dark gives no error by itself; whoever waits on it would wait for ever
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    Client: PatientClient,
  });
  // an idle connection that the server ends must not end the process; the next query makes a new one
  pool.on('error', () => undefined);
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    query,
    asRole: (scope, work) =>
      query.transaction().execute(async (tx) => {
        const settings = Object.entries(settingsOf(scope)).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
        await sql`select set_config('role', ${scope.role}, true), ${sql.join(settings)}`.execute(tx);
        return work(tx);
      }),
    close: () => query.destroy(),
  };
}
