import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { hostJob } from '@buurtbalans/testing/jobs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueues, type Queues } from './queues.ts';
import { startRelay } from './relay.ts';

let test: TestDatabase;
let pool: pg.Pool;
let queues: Queues;

beforeAll(async () => {
  test = await createTestDatabase();
  pool = new pg.Pool({ connectionString: test.url });
  queues = createQueues({ databaseUrl: test.url });
});
afterAll(async () => {
  await queues.close();
  await pool.end();
  await test.drop();
});

async function put(importId: string): Promise<void> {
  await pool.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'imports.read', $2)`, [
    `import-${importId}`,
    { importId },
  ]);
}

describe('outbox to queue', () => {
  it('brings each job to the worker once, also when a row is moved twice', async () => {
    const done: string[] = [];
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const relay = startRelay({ pool, queues, pollMs: 60_000 });
    for (const id of ids) await put(id);
    expect(await relay.flush()).toBe(3);
    // as after a crash between adding and deleting: the same row again
    await put(ids[0]!);
    expect(await relay.flush()).toBe(1);
    const worker = await hostJob('imports.read', async ({ importId }) => void done.push(importId), {
      databaseUrl: test.url,
    });
    await expect.poll(() => done.length).toBe(3);
    await worker.close();
    expect(done.sort()).toEqual([...ids].sort());
    expect((await pool.query('select count(*)::int as left from outbox')).rows).toEqual([{ left: 0 }]);
    await relay.stop();
  });

  it('[E51] leaves a job that only a newer version knows where it is, and moves the others', async () => {
    await pool.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'jobs.of_tomorrow', '{}')`, [
      `tomorrow-${randomUUID()}`,
    ]);
    await put(randomUUID());
    const relay = startRelay({ pool, queues, pollMs: 60_000 });
    expect(await relay.flush()).toBe(1);
    expect((await pool.query('select job from outbox')).rows).toEqual([{ job: 'jobs.of_tomorrow' }]);
    await relay.stop();
    await pool.query('delete from outbox');
  });

  it('keeps the rows when the queue cannot be reached', async () => {
    const broken = createQueues({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
    const relay = startRelay({
      pool,
      queues: { ...broken, addAll: () => Promise.reject(new Error('unreachable')) },
      pollMs: 60_000,
    });
    await put(randomUUID());
    await expect(relay.flush()).rejects.toThrow('unreachable');
    expect((await pool.query('select count(*)::int as left from outbox')).rows).toEqual([{ left: 1 }]);
    await relay.stop();
  });

  it('[E93] sets a job aside that the queue refuses, each time longer, and moves the others, though a hundred such come first', async () => {
    await pool.query('delete from outbox');
    const refusal = Object.assign(new Error('quotes what somebody wrote'), { code: 'TOO_LARGE' });
    const refusing: Queues = {
      ...queues,
      addAll: (jobs) =>
        jobs.some(({ jobId }) => jobId.startsWith('bad-')) ? Promise.reject(refusal) : queues.addAll(jobs),
    };
    await pool.query(
      `insert into outbox (dedupe_key, job, payload, due) select 'bad-' || n, 'imports.read', '{}', now() - interval '1 minute' from generate_series(1, 101) n`,
    );
    const sound = randomUUID();
    await put(sound);
    const refused: string[] = [];
    const relay = startRelay({
      pool,
      queues: refusing,
      pollMs: 60_000,
      onRefused: (jobId) => void refused.push(jobId),
    });
    expect(await relay.flush()).toBe(1);
    expect(refused).toHaveLength(101);
    const rows = async () =>
      (
        await pool.query(
          `select distinct dedupe_key like 'bad-%' as is_bad, failures, failed_at is not null as is_noted, round(extract(epoch from due - failed_at))::int as wait from outbox`,
        )
      ).rows;
    expect(await rows()).toEqual([{ is_bad: true, failures: 1, is_noted: true, wait: 5 }]);
    expect(await relay.flush()).toBe(0);
    expect(refused).toHaveLength(101);
    await pool.query('update outbox set due = now()');
    expect(await relay.flush()).toBe(0);
    expect(await rows()).toEqual([{ is_bad: true, failures: 2, is_noted: true, wait: 10 }]);
    await relay.stop();
    await pool.query('delete from outbox');
  });

  it('[E93] does so with what the queue itself refuses', async () => {
    await pool.query('delete from outbox');
    // a queue takes no id that is a number
    await pool.query(
      `insert into outbox (dedupe_key, job, payload, due) values ('12345', 'imports.read', '{}', now() - interval '1 minute')`,
    );
    await put(randomUUID());
    const refused: string[] = [];
    const relay = startRelay({ pool, queues, pollMs: 60_000, onRefused: (jobId) => void refused.push(jobId) });
    expect(await relay.flush()).toBe(1);
    expect(refused).toEqual(['12345']);
    expect((await pool.query('select dedupe_key, failures from outbox')).rows).toEqual([
      { dedupe_key: '12345', failures: 1 },
    ]);
    await relay.stop();
    await pool.query('delete from outbox');
  });

  it('[E93] sets nothing aside while the queues are away', async () => {
    await put(randomUUID());
    await put(randomUUID());
    const away: Queues = {
      ...queues,
      addAll: () => Promise.reject(new Error('away')),
      areReachable: async () => false,
    };
    const relay = startRelay({ pool, queues: away, pollMs: 60_000 });
    await expect(relay.flush()).rejects.toThrow('away');
    expect((await pool.query('select distinct failures, due <= now() as is_due from outbox')).rows).toEqual([
      { failures: 0, is_due: true },
    ]);
    await relay.stop();
    await pool.query('delete from outbox');
  });

  it('[E29] outlives the end of its own connection while jobs are being added', async () => {
    const id = randomUUID();
    await pool.query('delete from outbox');
    await put(id);
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`;
    const ending = { ...queues, addAll: async () => expect((await pool.query(end)).rowCount).toBe(1) };
    const relay = startRelay({ pool, queues: ending as unknown as Queues, pollMs: 60_000 });
    await expect(relay.flush()).rejects.toThrow();
    await relay.stop();
    const next = startRelay({ pool, queues, pollMs: 60_000 });
    expect(await next.flush()).toBe(1);
    await next.stop();
  });
});
