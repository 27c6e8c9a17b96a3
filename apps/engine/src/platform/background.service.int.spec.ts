import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@buurtbalans/database';
import { inDays, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { BackgroundService } from './background.service.ts';
import { readConfig } from './config.ts';

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
  const service = new BackgroundService(
    db,
    readConfig({ DATABASE_URL: test.url, BUURTBALANS_SECRET: 'x'.repeat(40), SWEEP_MS: String(SWEEP_MS) }),
  );
  service.onApplicationBootstrap();
  try {
    await work();
  } finally {
    await service.onApplicationShutdown();
    await db.close();
  }
}

describe('the background', () => {
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
