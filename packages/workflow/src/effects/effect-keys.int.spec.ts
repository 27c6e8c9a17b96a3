import { randomUUID } from 'node:crypto';
import { EFFECT_JOBS, effectKey, KEY_PARTS, type KeyedJob, type KeyedJobs } from '@buurtbalans/domain';
import { createTestDatabase, everyEffect, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { effectKeySql, migrate, openDatabase } from '@buurtbalans/database';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { sweepEffects } from './sweep-effects.ts';

const test = useDatabase();

interface Asked {
  readonly key: string;
  readonly job: KeyedJob;
  readonly payload: KeyedJobs[KeyedJob];
}

const outbox = async (): Promise<Asked[]> =>
  (await test.db.pool.query<Asked>('select dedupe_key as key, job, payload from outbox order by dedupe_key')).rows;

describe('work that commands ask for', () => {
  it('[T30] has one key in the outbox and as an open effect, and the sweep puts none of it there a second time', async () => {
    const driver = new StoredTrajectoryDriver(test.db, { facilitatorId: randomUUID(), managerId: randomUUID() });
    await everyEffect(test.db, await driver.begin('Slotermeer'), randomUUID());
    const asked = await outbox();
    expect([...new Set(asked.map(({ job }) => job))].sort()).toEqual([...EFFECT_JOBS].sort());
    for (const { key, job, payload } of asked) expect(key).toBe(effectKey(job, payload));
    const { rows: open } = await test.db.pool.query(
      'select effect_key as key, job, payload from open_effect order by 1',
    );
    expect(open).toEqual(asked);
    expect(await sweepEffects(test.db, '0 seconds')).toBe(0);
    expect(await outbox()).toEqual(asked);
  });

  it('[T30] has the same key wherever SQL makes it', async () => {
    const payload = { trajectoryId: randomUUID(), reportId: 'r', key: 'gap-overdue.g', setSeq: 12, sessionId: 's' };
    const whole = { ...payload, number: 3, linkId: 'l', importId: 'i' };
    for (const job of Object.keys(KEY_PARTS) as KeyedJob[]) {
      const columns = Object.fromEntries(Object.keys(whole).map((part) => [part, `($1::jsonb ->> '${part}')`]));
      const { rows } = await test.db.pool.query(`select ${effectKeySql(job, columns as never)} as key`, [whole]);
      expect(rows).toEqual([{ key: effectKey(job, whole) }]);
    }
  });
});

describe('a share of a release in which its job had a key of its own', () => {
  it('[T31] is neither doubled nor lost, wherever its job waits, also while that release runs beside this one', async () => {
    const copy = await createTestDatabase(null);
    await migrate(copy.url, '0019-dutch-day');
    const owner = new pg.Client({ connectionString: copy.url });
    await owner.connect();
    const trajectoryId = randomUUID();
    const [waits, doubled, inQueue, beside] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const put = async (key: string, linkId: string) =>
      (
        await owner.query(
          `insert into outbox (dedupe_key, job, payload) values ($1, 'shares.send', $2) on conflict (dedupe_key) do nothing`,
          [key, { linkId, trajectoryId }],
        )
      ).rowCount;
    const former = (linkId: string) => `share-${linkId}.${trajectoryId}`;
    const key = (linkId: string) => effectKey('shares.send', { linkId, trajectoryId });
    for (const linkId of [waits, doubled, inQueue]) await put(former(linkId), linkId);
    // as the sweep of that release did
    await put(key(doubled), doubled);
    await owner.query('delete from outbox where dedupe_key = $1', [former(inQueue)]);
    await owner.query(`update open_effect set waiting_since = now() - interval '1 day', asked_at = waiting_since`);

    await migrate(copy.url);
    const db = openDatabase({ url: copy.url });
    const stored = async (table: string, column: string) =>
      (await owner.query<{ key: string }>(`select ${column} as key from ${table} order by 1`)).rows.map(
        (row) => row.key,
      );
    expect(await stored('outbox', 'dedupe_key')).toEqual([waits, doubled].map(key).sort());
    expect(await stored('open_effect', 'effect_key')).toEqual([waits, doubled, inQueue].map(key).sort());
    // what lies in its queue has its time
    expect(await sweepEffects(db, '10 minutes')).toBe(0);
    // the earlier release asks once more, puts back, and asks for something new
    expect([await put(former(waits), waits), await put(key(waits), waits)]).toEqual([0, 0]);
    expect([await put(former(beside), beside), await put(key(beside), beside)]).toEqual([1, 0]);
    // and what is lost comes back, once
    expect([await sweepEffects(db, '0 seconds'), await sweepEffects(db, '0 seconds')]).toEqual([1, 0]);
    const all = [waits, doubled, inQueue, beside].map(key).sort();
    expect(await stored('outbox', 'dedupe_key')).toEqual(all);
    expect(await stored('open_effect', 'effect_key')).toEqual(all);
    await db.close();
    await owner.end();
    await copy.drop();
  });
});
