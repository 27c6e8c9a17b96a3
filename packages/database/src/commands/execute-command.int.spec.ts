import { randomUUID } from 'node:crypto';
import { fold } from '@buurtbalans/domain';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { readJournal } from '../trajectories/journal.repository.ts';
import { readTrajectory } from '../trajectories/trajectory.repository.ts';
import { executeCommand } from './execute-command.ts';
import { fireDueTimers } from './fire-timers.ts';

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url });
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

async function begun(): Promise<StoredTrajectoryDriver> {
  return new StoredTrajectoryDriver(db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin('Slotermeer');
}

async function rowsOf(id: string): Promise<Record<string, number>> {
  const { rows } = await db.pool.query(
    `select (select count(*)::int from journal where trajectory_id = $1) as journal,
            (select count(*)::int from command_receipt where trajectory_id = $1) as receipts,
            (select count(*)::int from timer where trajectory_id = $1) as timers`,
    [id],
  );
  return rows[0];
}

describe('executeCommand on PostgreSQL', () => {
  it('[E1] a command id acts once, also when it arrives ten times at once', async () => {
    const trajectory = await begun();
    const commandId = randomUUID();
    const pause = { type: 'Pause', reason: 'vakantie' } as const;
    const answers = await Promise.all(Array.from({ length: 10 }, () => trajectory.try(pause, trajectory.facilitator, commandId)));
    const accepted = answers.filter((answer) => answer.kind === 'accepted');
    expect(accepted).toHaveLength(10);
    expect(new Set(accepted.map((answer) => JSON.stringify(answer.seqs)))).toEqual(new Set(['[4]']));
    expect(accepted.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect((await rowsOf(trajectory.id)).journal).toBe(4);
  });

  it('[E2] a stale version is answered with what happened in between', async () => {
    const trajectory = await begun();
    const result = await executeCommand(db, { trajectoryId: trajectory.id, commandId: randomUUID(), expectedVersion: 1, command: { type: 'SignOffIntake' }, actor: trajectory.facilitator });
    expect(result).toMatchObject({ kind: 'stale', currentVersion: 3, since: [{ seq: 2, type: 'Appointed' }, { seq: 3, type: 'PhaseAdvanced' }] });
    expect((await rowsOf(trajectory.id)).journal).toBe(3);
  });

  it('[E3] commands that arrive at once are all applied in one sequence without gaps', async () => {
    const trajectory = await begun();
    await Promise.all(Array.from({ length: 12 }, (_, index) => trajectory.do({ type: 'ChooseIndicator', indicatorId: `population.number_${index}`, theme: 'population', year: 2024 })));
    const journal = await readJournal(db, trajectory.id);
    expect(journal.map((entry) => entry.seq)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    const stored = await readTrajectory(db, trajectory.id);
    expect(stored!.state).toEqual(fold(journal));
    expect(Object.keys(stored!.state.indicators)).toHaveLength(12);
  });

  it('[E4] a refusal leaves its receipt and nothing else, and stays the answer', async () => {
    const trajectory = await begun();
    const before = await rowsOf(trajectory.id);
    const commandId = randomUUID();
    const refused = await trajectory.try({ type: 'AdvancePhase', from: 'intake' }, trajectory.facilitator, commandId);
    expect(refused).toMatchObject({ kind: 'refused', repeated: false, refusal: { code: 'COMMAND.BLOCKED' } });
    expect(await rowsOf(trajectory.id)).toEqual({ ...before, receipts: before.receipts! + 1 });
    expect(await trajectory.try({ type: 'AdvancePhase', from: 'intake' }, trajectory.facilitator, commandId)).toEqual({ ...refused, repeated: true });
  });

  it('[E4] a command to a trajectory that does not exist leaves nothing', async () => {
    const id = randomUUID();
    expect(await executeCommand(db, { trajectoryId: id, commandId: randomUUID(), command: { type: 'Resume' }, actor: { role: 'system' } })).toMatchObject({ kind: 'refused' });
    expect(await rowsOf(id)).toEqual({ journal: 0, receipts: 0, timers: 0 });
  });

  it('[E5] a due timer fires once, though two engines sweep at once; a cancelled one never', async () => {
    const trajectory = await begun();
    const sessionId = await trajectory.planned('resident');
    const cancelled = await trajectory.planned('resident');
    await trajectory.do({ type: 'CancelSession', sessionId: cancelled, reason: 'ziek' });
    // planned for the past by the database's clock
    await db.pool.query(`update timer set due_at = now() - interval '1 minute' where trajectory_id = $1 and key like 'session-reminder.%' and status = 'set'`, [trajectory.id]);
    const fired = await Promise.all([fireDueTimers(db), fireDueTimers(db), fireDueTimers(db)]);
    expect(fired.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await fireDueTimers(db)).toBe(0);
    const journal = await readJournal(db, trajectory.id);
    expect(journal.filter((entry) => entry.type === 'TimerFired').map((entry) => entry.data)).toMatchObject([{ key: `session-reminder.${sessionId}` }]);
  });

  it('an effect goes to the outbox in the same statement', async () => {
    const trajectory = await begun();
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
    const { rows } = await db.pool.query('select job, payload from outbox where dedupe_key = $1', [`report-${reportId}`]);
    expect(rows).toEqual([{ job: 'reports.render', payload: { reportId, trajectoryId: trajectory.id } }]);
  });
});
