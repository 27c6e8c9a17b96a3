import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@buurtbalans/database';
import { freePort } from '@buurtbalans/embedded';
import { createQueues } from '@buurtbalans/queue';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from './as-owner.ts';
import { startChild } from './child.ts';
import { DarkProxy } from './dark-proxy.ts';

const SILENCE_MS = 600;
let test: TestDatabase;
let proxy: DarkProxy;

beforeAll(async () => {
  test = await createTestDatabase();
  proxy = await DarkProxy.start(Number(new URL(test.url).port));
});
afterAll(async () => {
  await proxy.close();
  await test.drop();
});

const through = (port: number): string => Object.assign(new URL(test.url), { port: String(port) }).toString();

async function withNarrow(work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ url: through(proxy.port), connections: 2, silenceMs: SILENCE_MS });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

describe('connections', () => {
  it('[E48] that the server ends in a transaction do not end the process', async () => {
    const child = startChild('ended-connection.child.ts', { DATABASE_URL: test.url });
    expect(await child.line()).toBe('in a transaction');
    await asOwner(
      test.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-ended'`,
    );
    expect(await child.line()).toBe('told, alive');
    expect(await child.ended()).toBe(0);
  });

  it.each(['whole', 'server gone', 'client gone'] as const)(
    '[E48] that went dark are given up in time, also when they heal %s',
    async (healing) => {
      await withNarrow(async (db) => {
        await Promise.all([db.pool.query('select 1'), db.query.selectFrom('method_template').select('id').execute()]);
        proxy.goDark();
        const from = performance.now();
        const outcomes = await Promise.allSettled([...Array(6)].map(() => db.pool.query('select 1')));
        expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
        // six queries on two connections, three after one another on each; a busy machine takes its time
        expect(performance.now() - from).toBeLessThan(SILENCE_MS * 20);
        proxy.heal(() => healing);
        expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      });
    },
  );

  it('[E48] whose queries wait when the light comes back half open are given up', async () => {
    await withNarrow(async (db) => {
      await db.pool.query('select 1');
      proxy.goDark();
      const waiting = db.pool.query('select 1');
      waiting.catch(() => undefined);
      setTimeout(() => proxy.heal(() => 'server gone'), 100);
      await expect(waiting).rejects.toThrow('silent');
      await db.pool.query('select 1');
    });
  });

  it('[E48] that hold a transaction and are never heard of again are ended by the server', async () => {
    await withNarrow(async (db) => {
      expect((await db.pool.query('show idle_in_transaction_session_timeout')).rows).toEqual([
        { idle_in_transaction_session_timeout: '10s' },
      ]);
    });
  });

  it('[E48] of a queue that could not be made at first are made later', async () => {
    const port = await freePort();
    const later = await DarkProxy.start(port);
    const queues = createQueues({ databaseUrl: through(later.port) });
    const job = { job: 'imports.read', jobId: `import-${randomUUID()}`, payload: { importId: randomUUID() } } as const;
    await expect(queues.addAll([job])).rejects.toThrow();
    later.target = Number(new URL(test.url).port);
    await queues.addAll([job]);
    await queues.close();
    await later.close();
  });
});
