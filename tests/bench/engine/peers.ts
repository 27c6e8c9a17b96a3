import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { PostgresDataSource } from '@dbos-inc/postgres-datasource';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Contestant } from './measure.ts';
import { type Run, sameWrites } from './same-writes.ts';

/** A contestant that has to be stopped. */
export interface Peer extends Contestant {
  stop(): Promise<void>;
}

const runOn =
  (client: pg.PoolClient): Run =>
  async (name, text, values) =>
    (await client.query({ name, text, values })).rows;

async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** A plain transaction of prepared statements: no queue, no workflow, nothing but the writes. */
export function plain(pool: pg.Pool, ids: readonly string[]): Contestant {
  return { name: 'pg', step: (worker) => inTransaction(pool, (client) => sameWrites(runOn(client), ids[worker]!)) };
}

/** DBOS Transact: a workflow with one transaction of its own data source, which writes the same rows and its checkpoint. */
export async function dbos(url: string, systemUrl: string, ids: readonly string[]): Promise<Peer> {
  const address = new URL(url);
  const source = new PostgresDataSource('bench', {
    host: address.hostname,
    port: Number(address.port),
    user: decodeURIComponent(address.username),
    pass: decodeURIComponent(address.password),
    database: address.pathname.slice(1),
    max: 32,
    onnotice: () => undefined,
  });
  const run: Run = async (_name, text, values) =>
    [...(await PostgresDataSource.client.unsafe(text, values as never[], { prepare: true }))] as Record<
      string,
      unknown
    >[];
  const workflow = DBOS.registerWorkflow(
    async (worker: number) => source.runTransaction(() => sameWrites(run, ids[worker]!), { name: 'step' }),
    { name: 'bench' },
  );
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: systemUrl,
    systemDatabasePoolSize: 32,
    logLevel: 'error',
    runAdminServer: false,
  });
  await DBOS.launch();
  return { name: 'dbos', step: (worker) => workflow(worker), stop: () => DBOS.shutdown() };
}

/** pg-boss: a job is sent, fetched, and completed in the transaction that writes the same rows. */
export async function pgBoss(url: string, pool: pg.Pool, ids: readonly string[]): Promise<Peer> {
  const boss = new PgBoss({ connectionString: url, max: 32, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  const queue = `bench-${randomUUID()}`;
  await boss.createQueue(queue);
  return {
    name: 'pgboss',
    async step(worker) {
      await boss.send(queue, { worker });
      const [job] = await boss.fetch(queue);
      if (!job) return;
      await inTransaction(pool, async (client) => {
        await sameWrites(runOn(client), ids[worker]!);
        const db = {
          executeSql: async (text: string, values?: unknown[]) => ({ rows: (await client.query(text, values)).rows }),
        };
        await boss.complete(queue, job.id, null, { db });
      });
    },
    stop: () => boss.stop({ graceful: false }),
  };
}
