import { randomUUID } from 'node:crypto';
import type { TermView } from '@buurtbalans/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';

let engine: EngineUnderTest;
let owner: pg.Client;
let trajectoryId: string;
beforeAll(async () => {
  engine = await startEngineUnderTest();
  trajectoryId = engine.trajectory.id;
  owner = new pg.Client({ connectionString: engine.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await engine.stop();
});

type Holder = 'administrator' | 'programme_manager';
const hold = (body: object, role: Holder = 'administrator', id = trajectoryId) =>
  engine.call('PUT', `/terms/${id}/hold`, { role, body });
const release = (expectedVersion: number, role: Holder = 'administrator') =>
  engine.call('DELETE', `/terms/${trajectoryId}/hold?expectedVersion=${expectedVersion}`, { role });
const list = async (query = '', role: Holder = 'administrator') =>
  (await engine.call('GET', `/terms${query}`, { role })).body as unknown as { items: TermView[]; total: number };
const recorded = async () =>
  (
    await owner.query<{
      action: string;
      account_id: string;
      role: string;
      trajectory_id: string;
      subject: string | null;
    }>(`select action, account_id, role, trajectory_id, subject from audit_entry where kind = 'retention' order by id`)
  ).rows;

describe('[E310] a trajectory is held', () => {
  it('with a reason, by an administrator, once however often it is asked; who did is recorded, and the reason is not', async () => {
    const [before] = (await list()).items;
    expect(before).toMatchObject({ trajectoryId, hold: null, version: 0, ends: null, months: 24 });
    const asked = { reason: 'Bezwaar tegen de uitkomst', expectedVersion: 0 };
    const held = await hold(asked);
    expect(held.body).toMatchObject({ version: 1, hold: { reason: 'Bezwaar tegen de uitkomst', by: 'administrator' } });
    // the line broke, and it is sent again
    expect((await hold(asked)).body).toEqual(held.body);
    expect(await recorded()).toEqual([
      {
        action: 'holdTrajectory',
        account_id: engine.ids.administrator,
        role: 'administrator',
        trajectory_id: trajectoryId,
        subject: null,
      },
    ]);
  });

  it('is let go by a programme manager who saw it as it is, and by nobody who saw it before', async () => {
    expect((await release(0, 'programme_manager')).body.code).toBe('TERM.CHANGED_MEANWHILE');
    expect((await hold({ reason: 'Iets anders', expectedVersion: 0 })).body.code).toBe('TERM.CHANGED_MEANWHILE');
    expect((await release(1, 'programme_manager')).body).toMatchObject({ version: 2, hold: null });
    expect((await release(1, 'programme_manager')).body).toMatchObject({ version: 2, hold: null });
    expect((await recorded()).map(({ action, role }) => [action, role])).toEqual([
      ['holdTrajectory', 'administrator'],
      ['releaseHold', 'programme_manager'],
    ]);
    // what was sent long ago, and comes again, does not undo what somebody did since
    expect((await hold({ reason: 'Bezwaar tegen de uitkomst', expectedVersion: 0 })).body.code).toBe(
      'TERM.CHANGED_MEANWHILE',
    );
  });

  it('needs a reason in which nobody seems to be named, unless whoever writes it says that it is so', async () => {
    expect((await hold({ reason: ' ', expectedVersion: 2 })).body.code).toBe('REQUEST.INVALID');
    const named = { reason: 'Bezwaar van mevrouw Jansen', expectedVersion: 2 };
    expect((await hold(named)).body.code).toBe('CONTRIBUTION.PERSONAL');
    expect((await hold({ ...named, confirmedNotPersonal: true })).status).toBe(200);
    expect((await hold({ reason: 'x', expectedVersion: 0 }, 'administrator', randomUUID())).body.code).toBe(
      'TERM.NOT_FOUND',
    );
  });

  it('is seen on its page by those who answer for it, and found by a part of its name', async () => {
    const path = `/trajectories/${trajectoryId}/term`;
    for (const role of ['programme_manager', 'facilitator'] as const)
      expect((await engine.call('GET', path, { role })).body).toMatchObject({ trajectoryId, version: 3 });
    expect((await engine.call('GET', path, { role: 'research_adviser' })).body.code).toBe('AUTH.FORBIDDEN');
    const { name } = (await list('?held=true')).items[0]!;
    expect(name).not.toBe('');
    expect((await list(`?text=${encodeURIComponent(name.toUpperCase().slice(1, 6))}`)).total).toBe(1);
    expect((await list('?text=nergens')).items).toEqual([]);
    expect(await list('?page=2')).toEqual({ items: [], total: 1 });
  });

  it('tells from when on it could be erased, once it is stopped', async () => {
    await engine.trajectory.do({ type: 'Stop', reason: 'klaar' });
    const { ends } = (await list()).items[0]!;
    const { rows } = await owner.query<{ due: Date }>(
      `select max(at) + interval '24 months' as due from journal where trajectory_id = $1`,
      [trajectoryId],
    );
    expect(ends).toBe(rows[0]!.due.toISOString());
  });
});
