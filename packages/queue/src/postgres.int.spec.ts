import { randomUUID } from 'node:crypto';
import { createTestDatabase, dropQueues, type TestDatabase } from '@buurtbalans/testing';
import { hostJob } from '@buurtbalans/testing/jobs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobBoardOf } from './job-board.ts';
import { openQueues } from './open-queues.ts';
import { queueRules } from './queue-rules.spec.ts';
import { createQueues } from './queues.ts';
import { startRelay } from './relay.ts';

describe('queues on PostgreSQL', () => queueRules('PostgreSQL'));

describe('a PostgreSQL that loses the queues', () => {
  let test: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    test = await createTestDatabase();
    pool = new pg.Pool({ connectionString: test.url });
  });
  afterAll(async () => {
    await pool.end();
    await test.drop();
  });
  const put = (id: string) =>
    pool.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'imports.read', $2)`, [
      `import-${id}`,
      { importId: id },
    ]);
  const isThere = async (): Promise<boolean> =>
    (await pool.query<{ there: boolean }>(`select to_regclass('bullmq.job') is not null as there`)).rows[0]!.there;

  it('[E28] when their schema is dropped, relay, worker and view make it again and go on', async () => {
    const options = { databaseUrl: test.url };
    const done: string[] = [];
    const start = () => hostJob('imports.read', async ({ importId }) => void done.push(importId), options);
    const queues = createQueues(options);
    const board = jobBoardOf(openQueues({ connections: 1, ...options }));
    const relay = startRelay({ pool, queues, pollMs: 60_000 });
    const worker = await start();
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    await put(first);
    await relay.flush();
    await expect.poll(() => done).toEqual([first]);

    await dropQueues((sql) => pool.query(sql));
    await put(second);
    expect(await relay.flush()).toBe(1);
    await expect.poll(() => done).toEqual([first, second]);

    // with nobody but workers, one of which only starts
    await dropQueues((sql) => pool.query(sql));
    const other = await start();
    await expect.poll(isThere).toBe(true);
    await worker.close();
    await put(third);
    await relay.flush();
    await expect.poll(() => done).toEqual([first, second, third]);
    await other.close();

    await dropQueues((sql) => pool.query(sql));
    expect(await board.queues()).toContainEqual({
      name: 'imports',
      jobs: ['imports.read'],
      waiting: 0,
      active: 0,
      delayed: 0,
      completed: 0,
      failed: 0,
    });
    await Promise.all([relay.stop(), queues.close(), board.close()]);
  }, 60_000);

  it('[E29] queues that cannot be used leave the outbox as it is, and get it once they can', async () => {
    await pool.query('alter schema bullmq rename to elsewhere');
    await pool.query(
      'create schema bullmq authorization bb_queue; create table bullmq.migration (version int, min_client_version int); alter table bullmq.migration owner to bb_queue; insert into bullmq.migration values (1, 99)',
    );
    const queues = createQueues({ databaseUrl: test.url });
    const relay = startRelay({ pool, queues, pollMs: 60_000 });
    await put(randomUUID());
    await expect(relay.flush()).rejects.toThrow('BullMQ major version');
    expect((await pool.query('select count(*)::int as left from outbox')).rows).toEqual([{ left: 1 }]);
    await pool.query('drop schema bullmq cascade');
    await pool.query('alter schema elsewhere rename to bullmq');
    expect(await relay.flush()).toBe(1);
    await relay.stop();
    await queues.close();
  });
});
