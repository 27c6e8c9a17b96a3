import { randomUUID } from 'node:crypto';
import { createTestDatabase, startTestRedis, type TestDatabase } from '@buurtbalans/testing';
import { hostJob } from '@buurtbalans/testing/jobs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueRules } from './queue-rules.spec.ts';
import { createQueues } from './queues.ts';
import { startRelay } from './relay.ts';

describe('queues on Redis', () => queueRules('Redis'));

describe('a Redis that goes away', () => {
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

  it('[E29] leaves the outbox as it is, and gets it once it is back', async () => {
    let redis = await startTestRedis();
    const options = { databaseUrl: test.url, queueUrl: redis.url };
    const queues = createQueues(options);
    const relay = startRelay({ pool, queues, pollMs: 60_000 });
    const done: string[] = [];
    const worker = await hostJob('imports.read', async ({ importId }) => void done.push(importId), options);
    const [first, second] = [randomUUID(), randomUUID()];
    const put = (id: string) =>
      pool.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'imports.read', $2)`, [
        `import-${id}`,
        { importId: id },
      ]);
    await put(first);
    await relay.flush();
    await expect.poll(() => done).toEqual([first]);
    await redis.stop();
    await put(second);
    await expect(relay.flush()).rejects.toThrow('did not answer');
    expect((await pool.query('select count(*)::int as left from outbox')).rows).toEqual([{ left: 1 }]);
    redis = await startTestRedis(redis.port);
    expect(await relay.flush()).toBe(1);
    await expect.poll(() => done).toEqual([first, second]);
    await Promise.all([worker.close(), relay.stop()]);
    await queues.close();
    await redis.stop();
  }, 60_000);

  it('[E29] does not keep a worker from stopping', async () => {
    const redis = await startTestRedis();
    const worker = await hostJob('imports.read', async () => undefined, { databaseUrl: test.url, queueUrl: redis.url });
    await redis.stop();
    const from = Date.now();
    await worker.close();
    expect(Date.now() - from).toBeLessThan(20_000);
  });
});
