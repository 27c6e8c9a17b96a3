import { randomUUID } from 'node:crypto';
import { fold } from '@buurtbalans/domain';
import { inDays, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { readJournal, readTrajectory, verifyJournal } from '@buurtbalans/database';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { executeCommand } from './execute-command.ts';
import { fireDueTimers } from '../timers/fire-timers.ts';

const test = useDatabase();

async function begun(): Promise<StoredTrajectoryDriver> {
  return new StoredTrajectoryDriver(test.db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin(
    'Slotermeer',
  );
}

async function rowsOf(id: string): Promise<Record<string, number>> {
  const { rows } = await test.db.pool.query(
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
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => trajectory.try(pause, trajectory.facilitator, commandId)),
    );
    const accepted = answers.filter((answer) => answer.kind === 'accepted');
    expect(accepted).toHaveLength(10);
    expect(new Set(accepted.map((answer) => JSON.stringify(answer.seqs)))).toEqual(new Set(['[4]']));
    expect(accepted.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect((await rowsOf(trajectory.id)).journal).toBe(4);
  });

  it('[E1] a refusal gives way to the answer that the same command got elsewhere at that very moment', async () => {
    const trajectory = await begun();
    const commandId = randomUUID();
    const other = new pg.Client({ connectionString: test.url });
    await other.connect();
    await other.query('begin');
    const first = { kind: 'accepted', version: 4, seqs: [4] };
    await other.query('insert into command_receipt (trajectory_id, command_id, outcome) values ($1, $2, $3)', [
      trajectory.id,
      commandId,
      first,
    ]);
    // refused as the trajectory stands; its receipt has to wait for the other one's
    const answer = trajectory.try({ type: 'Resume' }, trajectory.facilitator, commandId);
    const waits = async () =>
      (
        await test.db.pool.query(
          'select from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted',
        )
      ).rowCount;
    await expect.poll(waits).toBe(1);
    await other.query('commit');
    await other.end();
    expect(await answer).toEqual({ ...first, repeated: true });
  });

  it('[E2] a stale version is answered with what happened in between', async () => {
    const trajectory = await begun();
    const result = await executeCommand(test.db, {
      trajectoryId: trajectory.id,
      commandId: randomUUID(),
      expectedVersion: 1,
      command: { type: 'SignOffIntake' },
      actor: trajectory.facilitator,
    });
    expect(result).toMatchObject({
      kind: 'stale',
      currentVersion: 3,
      since: [
        { seq: 2, type: 'Appointed' },
        { seq: 3, type: 'PhaseAdvanced' },
      ],
    });
    expect((await rowsOf(trajectory.id)).journal).toBe(3);
  });

  it('[E3] commands that arrive at once are all applied in one sequence without gaps', async () => {
    const trajectory = await begun();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        trajectory.do({
          type: 'ChooseIndicator',
          indicatorId: `population.number_${index}`,
          theme: 'population',
          year: 2024,
        }),
      ),
    );
    const journal = await readJournal(test.db, trajectory.id);
    expect(journal.map((entry) => entry.seq)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    const stored = await readTrajectory(test.db, trajectory.id);
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
    expect(await trajectory.try({ type: 'AdvancePhase', from: 'intake' }, trajectory.facilitator, commandId)).toEqual({
      ...refused,
      repeated: true,
    });
  });

  it('[E4] refuses an id of a session that another trajectory has', async () => {
    const [one, other] = [await begun(), await begun()];
    const sessionId = await one.planned('resident');
    const plan = {
      type: 'PlanSession',
      sessionId,
      lane: 'resident',
      title: 'Sessie',
      plannedFor: inDays(60),
      phases: ['exchange'],
    } as const;
    expect(await other.try(plan)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'TRAJECTORY.ITEM_EXISTS', issues: [{ path: 'sessionId' }] },
    });
  });

  it('[E4] a command to a trajectory that does not exist leaves nothing', async () => {
    const id = randomUUID();
    expect(
      await executeCommand(test.db, {
        trajectoryId: id,
        commandId: randomUUID(),
        command: { type: 'Resume' },
        actor: { role: 'system' },
      }),
    ).toMatchObject({ kind: 'refused' });
    expect(await rowsOf(id)).toEqual({ journal: 0, receipts: 0, timers: 0 });
  });

  it('[E5] a due timer fires once, though two engines sweep at once; a cancelled one never', async () => {
    const trajectory = await begun();
    const sessionId = await trajectory.planned('resident');
    const cancelled = await trajectory.planned('resident');
    await trajectory.do({ type: 'CancelSession', sessionId: cancelled, reason: 'ziek' });
    expect(await fireDueTimers(test.db)).toBe(0);
    // two days before tomorrow was yesterday
    await trajectory.do({ type: 'MoveSession', sessionId, plannedFor: inDays(1) });
    const fired = await Promise.all([fireDueTimers(test.db), fireDueTimers(test.db), fireDueTimers(test.db)]);
    expect(fired.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await fireDueTimers(test.db)).toBe(0);
    const journal = await readJournal(test.db, trajectory.id);
    expect(journal.filter((entry) => entry.type === 'TimerFired').map((entry) => entry.data)).toMatchObject([
      { key: `session-reminder.${sessionId}` },
    ]);
    expect((await readTrajectory(test.db, trajectory.id))!.state).toMatchObject({
      alerts: { [`session-reminder.${sessionId}`]: expect.any(String) },
    });
  });

  it('[E6] what is due during a pause fires after it; stopping cancels everything', async () => {
    const [paused, stopped] = [await begun(), await begun()];
    for (const trajectory of [paused, stopped]) {
      const sessionId = await trajectory.planned('resident');
      await trajectory.do({ type: 'Pause', reason: 'vakantie' });
      expect(await trajectory.try({ type: 'MoveSession', sessionId, plannedFor: inDays(1) })).toMatchObject({
        kind: 'refused',
      });
      await trajectory.do({
        type: 'MoveTimer',
        key: `session-reminder.${sessionId}`,
        dueAt: new Date(Date.now() + 200).toISOString(),
        reason: 'eerder',
      });
    }
    await stopped.do({ type: 'Stop', reason: 'geen draagvlak' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await fireDueTimers(test.db)).toBe(0);
    await paused.do({ type: 'Resume' });
    expect(await fireDueTimers(test.db)).toBe(1);
    expect(
      (await test.db.pool.query(`select key from timer where trajectory_id = $1 and status = 'set'`, [stopped.id]))
        .rows,
    ).toEqual([]);
    await stopped.do({ type: 'Reopen', reason: 'toch door' }, stopped.manager);
    expect((await readTrajectory(test.db, stopped.id))!.state.timers['phase-overdue']).toBeDefined();
  });

  it('[E7] a timer refused because the clock went back still fires when it is due', async () => {
    const trajectory = await begun();
    const { setSeq } = (await readTrajectory(test.db, trajectory.id))!.state.timers['phase-overdue']!;
    const fire = {
      trajectoryId: trajectory.id,
      commandId: `timer.phase-overdue.${setSeq}`,
      command: { type: 'FireTimer', key: 'phase-overdue', setSeq },
      actor: { role: 'system' },
    } as const;
    expect(await executeCommand(test.db, fire)).toMatchObject({ kind: 'refused', refusal: { code: 'TIMER.NOT_DUE' } });
    expect(await executeCommand(test.db, fire)).toMatchObject({ kind: 'refused', repeated: false });
    await trajectory.do({
      type: 'MoveTimer',
      key: 'phase-overdue',
      dueAt: new Date(Date.now() + 100).toISOString(),
      reason: 'eerder',
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await executeCommand(test.db, fire)).toMatchObject({ kind: 'refused', refusal: { code: 'TIMER.NOT_SET' } });
    expect(await fireDueTimers(test.db)).toBe(1);
  });

  it('[E8] a journal entry that is changed, left out or put in is found, and so is a state that does not follow', async () => {
    const owner = new pg.Client({ connectionString: test.url });
    await owner.connect();
    const spoil: [string, object | null][] = [
      ['select 1', null],
      [
        `update journal set actor = '{"role":"facilitator","accountId":"someone else"}' where trajectory_id = $1 and seq = 2`,
        { kind: 'changed', seq: 2 },
      ],
      [
        `update journal set at = at + interval '1 millisecond' where trajectory_id = $1 and seq = 3`,
        { kind: 'changed', seq: 3 },
      ],
      [
        `update journal set data = jsonb_set(data, '{name}', '"Elders"') where trajectory_id = $1 and seq = 1`,
        { kind: 'changed', seq: 1 },
      ],
      ['delete from journal where trajectory_id = $1 and seq = 2', { kind: 'gap', seq: 2 }],
      ['delete from journal where trajectory_id = $1 and seq = 3', { kind: 'head', seq: 2 }],
      [`update trajectory set state = jsonb_set(state, '{name}', '"Elders"') where id = $1`, { kind: 'state', seq: 3 }],
    ];
    for (const [statement, fault] of spoil) {
      const { id } = await begun();
      await owner.query(statement, statement.includes('$1') ? [id] : []);
      expect([statement, (await verifyJournal(test.db, id))!.fault]).toEqual([statement, fault]);
    }
    await owner.end();
  });

  it('[E9] nobody can change or remove a journal entry or a receipt with the rights of the engine', async () => {
    const { id } = await begun();
    for (const table of ['journal', 'command_receipt']) {
      for (const statement of [
        `update ${table} set at = now() where trajectory_id = $1`,
        `delete from ${table} where trajectory_id = $1`,
      ]) {
        await expect(test.db.pool.query(statement, [id])).rejects.toThrow('permission denied');
      }
    }
  });

  it('an effect goes to the outbox in the same statement', async () => {
    const trajectory = await begun();
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
    const { rows } = await test.db.pool.query('select job, payload from outbox where dedupe_key = $1', [
      `report-${reportId}.${trajectory.id}`,
    ]);
    expect(rows).toEqual([{ job: 'reports.render', payload: { reportId, trajectoryId: trajectory.id } }]);
  });
});
