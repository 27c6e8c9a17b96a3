import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@buurtbalans/database';
import { createQueues, type NewJob, type Queues } from '@buurtbalans/queue';
import { OutboxRelay, QUEUES } from '@buurtbalans/queue/nest';
import { inDays, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { AppModule } from '../app.module.ts';
import { BackgroundService } from './background.service.ts';
import { readConfig } from './config.ts';
import { DATABASE } from './tokens.ts';

const test = useDatabase();
const SWEEP_MS = 100;

/** What the engine does in the background, on a database of which each look for due timers is told. */
async function inBackground(
  work: () => Promise<unknown>,
  onLook: () => Promise<void> = async () => undefined,
): Promise<void> {
  const db: Database = openDatabase({ url: test.url });
  const query = db.pool.query.bind(db.pool) as (...given: unknown[]) => Promise<unknown>;
  Object.assign(db.pool, {
    query: async (...given: unknown[]) => {
      if ((given[0] as { name?: string }).name === 'due-timers') await onLook();
      return query(...given);
    },
  });
  const queues = createQueues({ databaseUrl: test.url });
  const relay = new OutboxRelay(queues);
  const service = new BackgroundService(
    db,
    readConfig({ DATABASE_URL: test.url, BUURTBALANS_SECRET: 'x'.repeat(40), SWEEP_MS: String(SWEEP_MS) }),
    relay,
  );
  service.onApplicationBootstrap();
  try {
    await work();
  } finally {
    await Promise.all([service.beforeApplicationShutdown(), relay.beforeApplicationShutdown()]);
    await queues.close();
    await db.close();
  }
}

describe('the background', () => {
  it.each(['relay', 'sweep'])('[E135] lets its %s end before the engine closes what that works with', async (part) => {
    const config = readConfig({ DATABASE_URL: test.url, BUURTBALANS_SECRET: 'x'.repeat(40) });
    const app = await NestFactory.create(AppModule.with(config), new FastifyAdapter(), { logger: false });
    const [db, queues] = [app.get<Database>(DATABASE), app.get<Queues>(QUEUES)];
    const happened: string[] = [];
    const going = Promise.withResolvers<void>();
    const held = async <T>(work: () => Promise<T>): Promise<T> => {
      happened.push('began');
      await going.promise;
      return work().finally(() => happened.push('ended'));
    };
    const told = (name: string, close: () => Promise<void>) => () => {
      happened.push(`${name} closed`);
      return close();
    };
    const query = db.pool.query.bind(db.pool) as (...given: unknown[]) => Promise<unknown>;
    const { addAll } = queues;
    Object.assign(db, { close: told('database', db.close.bind(db)) });
    Object.assign(queues, { close: told('queues', queues.close) });
    if (part === 'relay') Object.assign(queues, { addAll: (jobs: readonly NewJob[]) => held(() => addAll(jobs)) });
    else
      Object.assign(db.pool, {
        query: (...given: unknown[]) =>
          (given[0] as { name?: string }).name === 'due-timers' ? held(() => query(...given)) : query(...given),
      });
    const importId = randomUUID();
    await query(`insert into outbox (dedupe_key, job, payload) values ($1, 'imports.read', $2)`, [
      `import-${importId}`,
      { importId },
    ]);
    await app.init();
    await expect.poll(() => happened).toEqual(['began']);
    const closed = app.close();
    // it has been told to stop, and waits
    setImmediate(going.resolve);
    await closed;
    expect(happened.slice(0, 2)).toEqual(['began', 'ended']);
    expect(happened.slice(2).toSorted()).toEqual(['database closed', 'queues closed']);
  });

  it('[E91] begins no sweep while the former still runs', async () => {
    const looks = { begun: 0, atOnce: 0, most: 0 };
    const slow = async (): Promise<void> => {
      looks.begun += 1;
      looks.atOnce += 1;
      looks.most = Math.max(looks.most, looks.atOnce);
      await sleep(4 * SWEEP_MS);
      looks.atOnce -= 1;
    };
    await inBackground(() => expect.poll(() => looks.begun).toBeGreaterThan(2), slow);
    expect(looks.most).toBe(1);
  });

  it('[E91] tells what failed by ids and codes, whatever the error says', async () => {
    const trajectory = await new StoredTrajectoryDriver(test.db, {
      facilitatorId: randomUUID(),
      managerId: randomUUID(),
    }).begin('GEHEIM-7Q');
    const owner = new pg.Client({ connectionString: test.url });
    await owner.connect();
    await owner.query(`update timer set due_at = now() - interval '1 minute'`);
    await owner.query(`create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'no %', old.state ->> 'name' using errcode = '55000'; end $$;
      create trigger refuse_change before update on trajectory for each row execute function refuse_change()`);
    await owner.query(`alter table trajectory disable trigger refuse_change`);
    await owner.query(
      `update trajectory set state = jsonb_set(state, '{timers,phase-overdue,dueAt}', to_jsonb($1::text))`,
      [inDays(-300)],
    );
    await owner.query(`alter table trajectory enable trigger refuse_change`);
    const said: unknown[] = [];
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation((line: unknown) => void said.push(line));
    await inBackground(() => expect.poll(() => said.length).toBeGreaterThan(0));
    warn.mockRestore();
    expect(said[0]).toEqual({
      event: 'sweep failed',
      part: 'timers',
      id: `${trajectory.id} phase-overdue`,
      code: '55000',
      count: 1,
    });
    expect(JSON.stringify(said)).not.toContain('GEHEIM');
    await owner.end();
  });
});
