import { randomUUID } from 'node:crypto';
import { inDays, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { listTrajectories, readTrajectory, verifyJournal } from '@buurtbalans/database';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from './execute-command.ts';
import { fireDueTimers } from '../timers/fire-timers.ts';
import type { SweepFailure } from '../effects/sweep-failure.ts';

const test = useDatabase();
let owner: pg.Client;
let trajectory: StoredTrajectoryDriver;
let sessionId: string;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
});
beforeEach(async () => {
  trajectory = await new StoredTrajectoryDriver(test.db, {
    facilitatorId: randomUUID(),
    managerId: randomUUID(),
  }).begin('Slotermeer');
  await trajectory.exchange(randomUUID());
  sessionId = await trajectory.planned('resident');
});
afterAll(() => owner.end());

// fixed days: what such a release left behind is read by nothing, and compared with no clock
/** The state as a release before states had a version left it: with or without the mark of a state from which it went on. */
async function asBefore(mark: object): Promise<void> {
  // fixed days: what nothing of today reads
  await owner.query(
    `update trajectory set state = jsonb_set(state - 'stateVersion' - 'stateVersionAt', array['sessions', $2, 'timers'], '{"session-reminder.x": "2026-03-30T10:00:00.000Z"}') || $3 where id = $1`,
    [trajectory.id, sessionId, mark],
  );
}

const stored = async () =>
  (await owner.query<{ state: Record<string, never> }>('select state from trajectory where id = $1', [trajectory.id]))
    .rows[0]!.state;

describe('the state of a trajectory', () => {
  it.each([
    ['of a release without versions', {}],
    ['with which such a release went on', { stateVersion: 2, stateVersionAt: 1 }],
  ])('[T33] %s is read, verified, swept and decided upon as if it were of today', async (_, mark) => {
    await asBefore(mark);
    expect(await stored()).toMatchObject({ sessions: { [sessionId]: { timers: expect.anything() } } });
    const read = (await readTrajectory(test.db, trajectory.id))!.state;
    expect(Object.keys(read.sessions[sessionId]!)).not.toContain('timers');
    expect((await listTrajectories(test.db)).find(({ id }) => id === trajectory.id)!.state).toEqual(read);
    expect((await verifyJournal(test.db, trajectory.id))!.fault).toBeNull();

    await trajectory.do({ type: 'MoveSession', sessionId, plannedFor: inDays(40) });
    const after = await stored();
    expect(after).toMatchObject({ stateVersion: 2, stateVersionAt: after.version });
    expect(Object.keys(after.sessions![sessionId]!)).not.toContain('timers');
    expect((await verifyJournal(test.db, trajectory.id))!.fault).toBeNull();

    await asBefore(mark);
    await trajectory.do({ type: 'MoveTimer', key: 'phase-overdue', dueAt: inDays(0.000_01), reason: 'nu' });
    await asBefore(mark);
    await expect.poll(() => fireDueTimers(test.db)).toBe(1);
    expect((await verifyJournal(test.db, trajectory.id))!.fault).toBeNull();
  });

  it('[T33] that was changed by hand is found, also where it has no version', async () => {
    await asBefore({});
    await owner.query(`update trajectory set state = jsonb_set(state, '{name}', '"Elders"') where id = $1`, [
      trajectory.id,
    ]);
    expect((await verifyJournal(test.db, trajectory.id))!.fault).toMatchObject({ kind: 'state' });
  });

  it('[T34] of a newer release takes no command and loses nothing, and the sweep tells of it and goes on', async () => {
    await trajectory.do({ type: 'MoveTimer', key: 'phase-overdue', dueAt: inDays(0.000_01), reason: 'nu' });
    await owner.query(`update trajectory set state = state || '{"stateVersion": 999}' where id = $1`, [trajectory.id]);
    const before = await stored();
    const request = { trajectoryId: trajectory.id, commandId: randomUUID(), actor: trajectory.facilitator };
    await expect(
      executeCommand(test.db, { ...request, command: { type: 'Pause', reason: 'pauze' } }),
    ).rejects.toMatchObject({ code: 'STATE.NEWER_VERSION' });
    const told: SweepFailure[] = [];
    await expect
      .poll(async () => {
        await fireDueTimers(test.db, { onFailed: (failure) => void told.push(failure) });
        return told;
      })
      .toEqual([{ part: 'timers', id: `${trajectory.id} phase-overdue`, code: 'STATE.NEWER_VERSION' }]);
    expect(await stored()).toEqual(before);
  });
});
