import { randomUUID } from 'node:crypto';
import { inDays, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { type Database, openDatabase, readJournal, readTrajectory, verifyJournal } from '@buurtbalans/database';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CommandRequest, type CommandResult, executeCommand } from './execute-command.ts';

const test = useDatabase();
/** A second engine on the same database. */
let other: Database;
let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  other = openDatabase({ url: test.url, connections: 2 });
});
afterAll(async () => {
  await owner.end();
  await other.close();
});

let trajectory: StoredTrajectoryDriver;
let sessionId: string;
beforeEach(async () => {
  const people = { facilitatorId: randomUUID(), managerId: randomUUID() };
  trajectory = await new StoredTrajectoryDriver(test.db, people).begin('Slotermeer');
  await trajectory.exchange(randomUUID());
  sessionId = await trajectory.planned('resident');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const send = (db: Database, command: object, more: Partial<CommandRequest> = {}): Promise<CommandResult> =>
  executeCommand(db, {
    trajectoryId: trajectory.id,
    commandId: randomUUID(),
    command,
    actor: trajectory.facilitator,
    ...more,
  });
const move = (days: number) => ({ type: 'MoveSession', sessionId, plannedFor: inDays(days) });
const cancel = () => ({ type: 'CancelSession', sessionId, reason: 'ziek' });

/** How often a command read its trajectory, from here on. */
function reads(): () => number {
  const query = vi.spyOn(test.db.pool, 'query');
  const isRead = ([statement]: unknown[]) => (statement as { name?: string }).name === 'load-for-command';
  return () => query.mock.calls.filter(isRead).length;
}
const stands = async () => (await readTrajectory(test.db, trajectory.id))!.state;

describe('a trajectory as this process left it', () => {
  it('[E200] is decided upon without reading it', async () => {
    await send(test.db, move(30));
    const read = reads();
    for (const days of [31, 32, 33]) expect(await send(test.db, move(days))).toMatchObject({ kind: 'accepted' });
    expect(read()).toBe(0);
    expect(await verifyJournal(test.db, trajectory.id)).toMatchObject({ fault: null });
  });

  it('[E200] gives way to what another process made of it', async () => {
    await send(test.db, move(30));
    for (let round = 1; round <= 5; round += 1)
      for (const db of [test.db, other])
        expect(await send(db, move(30 + round))).toMatchObject({ kind: 'accepted', repeated: false });
    const journal = await readJournal(test.db, trajectory.id);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    expect(await verifyJournal(test.db, trajectory.id)).toMatchObject({ fault: null });
    expect((await stands()).version).toBe(journal.length);
  });

  it('[E200] refuses nothing that holds by now, and takes nothing that holds no longer', async () => {
    await send(test.db, { type: 'Pause', reason: 'vakantie' });
    await send(other, { type: 'Resume' });
    expect(await send(test.db, move(31))).toMatchObject({ kind: 'accepted' });
    await send(other, cancel());
    const { version } = await stands();
    expect(await send(test.db, move(32))).toMatchObject({ kind: 'refused' });
    expect((await stands()).version).toBe(version);
  });

  it('[E200] gives way to a row that was changed past every command', async () => {
    await send(test.db, move(30));
    const { rows } = await test.db.pool.query('select state from trajectory where id = $1', [trajectory.id]);
    await owner.query(`update trajectory set state = jsonb_set(state, '{status}', '"paused"') where id = $1`, [
      trajectory.id,
    ]);
    expect(await send(test.db, move(31))).toMatchObject({ kind: 'refused' });
    await owner.query('update trajectory set state = $2 where id = $1', [trajectory.id, rows[0]!.state]);
    expect(await send(test.db, move(31))).toMatchObject({ kind: 'accepted' });
  });

  it('[E200] lets a repeated command have its first answer', async () => {
    for (const command of [move(31), { type: 'Pause', reason: 'vakantie' }]) {
      const commandId = randomUUID();
      const first = await send(test.db, command, { commandId });
      expect(await send(test.db, command, { commandId })).toEqual({ ...first, repeated: true });
    }
    const refused = randomUUID();
    const first = await send(test.db, move(31), { commandId: refused });
    expect(first).toMatchObject({ kind: 'refused' });
    await send(test.db, { type: 'Resume' });
    expect(await send(test.db, move(31), { commandId: refused })).toEqual({ ...first, repeated: true });
  });

  it('[E200] answers a stale version with what happened since', async () => {
    const { version } = await stands();
    await send(test.db, move(31));
    expect(await send(test.db, move(32), { expectedVersion: version })).toMatchObject({
      kind: 'stale',
      currentVersion: version + 1,
      since: [{ type: 'SessionMoved' }],
    });
    expect(await send(test.db, move(32), { expectedVersion: version + 1 })).toMatchObject({ kind: 'accepted' });
  });

  it("[E200] has the database's clock, which never goes back in its journal", async () => {
    for (const days of [31, 32, 33, 34, 35]) await send(days % 2 ? test.db : other, move(days));
    const { rows } = await test.db.pool.query<{ now: Date }>('select clock_timestamp() as now');
    const moments = (await readJournal(test.db, trajectory.id)).map(({ at }) => at);
    expect(moments).toEqual([...moments].sort());
    expect(Date.parse(moments.at(-1)!)).toBeLessThanOrEqual(rows[0]!.now.getTime());
  });

  it.each([
    ['stood still while the machine slept', () => vi.setSystemTime(Date.now() + 8 * 3_600_000)],
    ['was set back', () => vi.setSystemTime(Date.now() - 60_000)],
  ])('[E200] is read anew when the clock of this process %s', async (_, shift) => {
    await send(test.db, move(31));
    vi.useFakeTimers({ toFake: ['Date'] });
    shift();
    const read = reads();
    expect(await send(test.db, move(32))).toMatchObject({ kind: 'accepted' });
    expect(read()).toBe(1);
  });

  it('[E200] is read anew after a while', async () => {
    await send(test.db, move(31));
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() });
    vi.advanceTimersByTime(61_000);
    const read = reads();
    expect(await send(test.db, move(32))).toMatchObject({ kind: 'accepted' });
    expect(read()).toBe(1);
  });
});
