import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAccounts, listTrajectories, openDatabase, verifyJournal } from '@buurtbalans/database';
import { PHASES } from '@buurtbalans/domain';
import { useDatabase } from '@buurtbalans/testing';
import { fireDueTimers, sweepEffects } from '@buurtbalans/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { DataFolder } from '../data-folder.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { lifeId } from './life.ts';
import { sow } from './sow.ts';

const database = useDatabase();
const counted = async (sql: string): Promise<number> =>
  Number((await database.db.pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`)).rows[0]!.count);

describe('sowing trajectories', { timeout: 120_000 }, () => {
  let known: Set<string>;
  beforeAll(async () => {
    await loadDemonstration(database.url);
    known = new Set((await listTrajectories(database.db)).map(({ id }) => id));
    await sow(database.db, 7, 14);
  }, 120_000);

  it('[E118] fills every phase and status, with journals that verify and moments that lie in the past', async () => {
    const all = await listTrajectories(database.db);
    expect(all).toHaveLength(known.size + 14);
    const own = all.filter(({ id }) => !known.has(id));
    expect(new Set(own.map(({ state }) => state.phase))).toEqual(new Set(PHASES));
    expect(new Set(own.map(({ state }) => state.status))).toEqual(new Set(['active', 'paused', 'stopped']));
    for (const { id } of all) expect(await verifyJournal(database.db, id)).toMatchObject({ fault: null });
    expect(await counted(`journal where at < now() - interval '200 days'`)).toBeGreaterThan(50);
    expect(await counted('journal where at > now()')).toBe(0);
    expect(all.every(({ state }) => state.invented)).toBe(true);
  });

  it('[E118] leaves timers as the state has them, some still ahead, and nothing to be done over again', async () => {
    const { rows } = await database.db.pool.query<{ wrong: number }>(
      `select count(*)::int as wrong from timer m join trajectory t on t.id = m.trajectory_id
        where (m.status = 'set') is distinct from (t.state -> 'timers' ? m.key)
           or (m.status = 'set' and (m.due_at, m.set_seq) is distinct from ((t.state -> 'timers' -> m.key ->> 'dueAt')::timestamptz, (t.state -> 'timers' -> m.key ->> 'setSeq')::bigint))`,
    );
    expect(rows[0]!.wrong).toBe(0);
    expect(await counted(`timer where status = 'set' and due_at > now()`)).toBeGreaterThan(14);
    const outbox = await counted('outbox');
    expect(await fireDueTimers(database.db)).toBe(0);
    expect(await sweepEffects(database.db, '0 seconds')).toBe(0);
    expect(await counted('outbox')).toBe(outbox);
    // what fired in time has its receipt: nobody is reminded of it by mail
    expect(await counted(`timer where status = 'fired'`)).toBeGreaterThan(0);
    expect(await counted('open_effect')).toBe(0);
    expect(await counted(`effect_receipt where effect_key like 'reminder.%' and result is not null`)).toBeGreaterThan(
      0,
    );
  });

  it('[E119] adds others when it is done again, and people once', async () => {
    const people = (await listAccounts(database.db)).length;
    expect(await sow(database.db, 7, 60)).toMatchObject({ trajectories: 60 });
    expect(await listTrajectories(database.db)).toHaveLength(known.size + 74);
    expect(await listAccounts(database.db)).toHaveLength(people);
    // no number is left out, whatever the sizes
    const ids = new Set((await listTrajectories(database.db)).map(({ id }) => id));
    expect(Array.from({ length: 74 }, (_, index) => index).filter((index) => !ids.has(lifeId(7, index)))).toEqual([]);
    const names = (await listTrajectories(database.db)).map(({ state }) => state.name);
    expect(new Set(names).size).toBeGreaterThan(70);
  });
});

describe('npm run seed', { timeout: 60_000 }, () => {
  it('[E119] is refused beside a trajectory that nobody made up, unless that is what is wanted', async () => {
    const { id } = (await listTrajectories(database.db))[0]!;
    const set = (invented: boolean) =>
      database.db.pool.query(`update trajectory set state = jsonb_set(state, '{invented}', $2) where id = $1`, [
        id,
        String(invented),
      ]);
    const before = await counted('trajectory');
    await set(false);
    try {
      const { code, said } = await seed(['--trajectories', '1'], { DATABASE_URL: database.url });
      expect([code, said]).toEqual([78, expect.stringContaining('--among-real')]);
      expect(await counted('trajectory')).toBe(before);
      const wanted = await seed(['--trajectories', '1', '--among-real'], { DATABASE_URL: database.url });
      expect(wanted).toMatchObject({ code: 0 });
      expect(await counted('trajectory')).toBe(before + 1);
    } finally {
      await set(true);
    }
  });

  it('[E119] is refused while the product runs on the folder, and says so in one line', async () => {
    const path = await mkdtemp(join(tmpdir(), 'buurtbalans-seed-'));
    const folder = new DataFolder(path);
    expect(await folder.claim()).toBe(true);
    try {
      await folder.tell({ pid: process.pid, url: 'http://localhost:1', databaseUrl: 'postgres://nowhere' });
      const { code, said } = await seed(['--trajectories', '14', '--data', path], {});
      expect([code, said.trim()]).toEqual([69, expect.stringMatching(/^buurtbalans: .*draait al.*already runs.*$/)]);
    } finally {
      await folder.release();
      await rm(path, { recursive: true });
    }
  });

  it('[E119] is refused while an engine is connected to the database', async () => {
    const engine = openDatabase({ url: database.url, applicationName: 'engine' });
    try {
      const client = await engine.pool.connect();
      const { code, said } = await seed(['--trajectories', '14'], { DATABASE_URL: database.url });
      expect([code, said]).toEqual([69, expect.stringContaining('stop Buurtbalans first')]);
      client.release();
    } finally {
      await engine.close();
    }
  });
});

async function seed(args: string[], env: Record<string, string>): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'seed.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}
