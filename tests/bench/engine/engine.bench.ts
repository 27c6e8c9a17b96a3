import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase } from '@buurtbalans/database';
import { startEmbeddedPostgres } from '@buurtbalans/embedded';
import pg from 'pg';
import type { Figure } from '../figure.ts';
import { begin, copies, engineStep } from './ground.ts';
import { costOfDocuments } from './documents.ts';
import { costOfMany } from './many.ts';
import { compare, type Outcome } from './measure.ts';
import { dbos, pgBoss, plain } from './peers.ts';

const AGAINST: Readonly<Record<string, string>> = {
  pg: 'a plain pg transaction of prepared statements with the same writes',
  dbos: 'DBOS Transact: one workflow with one data-source transaction with the same writes',
  pgboss: 'pg-boss: send, fetch, and complete in the transaction with the same writes',
};

/**
 * The engine's command handler, without HTTP, beside a plain transaction and two durable workflow engines. Same durable
 * server, same run, in turns.
 */
export async function* engineBench(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    password: randomBytes(12).toString('hex'),
  });
  const makeDatabase = async (): Promise<string> => {
    const name = `bench_${randomUUID().slice(0, 8)}`;
    const admin = new pg.Client({ connectionString: server.url() });
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.end();
    await migrate(server.url(name));
    return server.url(name);
  };
  try {
    yield* withPeers(await makeDatabase());
    yield* costOfMany(makeDatabase);
    yield* costOfDocuments(await makeDatabase());
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function* withPeers(url: string): AsyncGenerator<Figure> {
  const db = openDatabase({ url, connections: 32 });
  const pool = new pg.Pool({ connectionString: url, max: 32 });
  // connections that the stopping server ends are no fault of the measurement
  pool.on('error', () => undefined);
  const trajectories = await begin(db, 32);
  const ids = trajectories.map(({ id }) => id);
  const engine = engineStep(db, (worker) => trajectories[worker]!);
  const baseline = plain(pool, await copies(pool, ids));
  const peers = [await dbos(url, url, await copies(pool, ids)), await pgBoss(url, pool, await copies(pool, ids))];
  try {
    yield* figures(1, await compare(1, [engine, baseline]));
    yield* figures(32, await compare(32, [engine, baseline, ...peers]));
  } finally {
    for (const peer of peers) await peer.stop();
    await db.close();
    await pool.end();
  }
}

function* figures(concurrency: number, outcomes: ReadonlyMap<string, Outcome>): Generator<Figure> {
  for (const [name, { ratio, repeats, p50, p99 }] of outcomes) {
    const own = name === 'engine' ? 'step' : `${name}_step`;
    if (name !== 'engine')
      yield {
        name: `engine.steps_vs_${name}.c${concurrency}`,
        value: ratio,
        unit: 'ratio',
        against: `${AGAINST[name]}, median of 5`,
        repeats,
      };
    yield { name: `engine.${own}_p50_ms.c${concurrency}`, value: p50, unit: 'ms', against: 'none: as measured' };
    yield { name: `engine.${own}_p99_ms.c${concurrency}`, value: p99, unit: 'ms', against: 'none: as measured' };
  }
}
