import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Database, openDatabase, readJournal } from '@buurtbalans/database';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { executeCommand, fireDueTimers } from '@buurtbalans/workflow';
import { afterAll, beforeEach, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from './child.ts';

const DAY = 86_400_000;
const CLOCK = join(import.meta.dirname, 'children', 'shifted-clock.ts');
let test: TestDatabase;
let db: Database;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  test = await createTestDatabase();
});
beforeEach(async () => {
  db = openDatabase({ url: test.url });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin(
    'Slotermeer',
  );
});
afterEach(async () => {
  await fireDueTimers(db);
  await db.close();
});
afterAll(() => test.drop());

/** Plans a session whose reminder is due so many milliseconds from now; gives the reminder's key. */
async function reminderIn(milliseconds: number): Promise<string> {
  const sessionId = randomUUID();
  await trajectory.do({
    type: 'PlanSession',
    sessionId,
    lane: 'resident',
    title: 'Avond',
    plannedFor: new Date(Date.now() + 2 * DAY + milliseconds).toISOString(),
    phases: ['exchange'],
  });
  return `session-reminder.${sessionId}`;
}

async function fired(): Promise<string[]> {
  return (await readJournal(db, trajectory.id)).flatMap((entry) =>
    entry.type === 'TimerFired' ? [entry.data.key] : [],
  );
}

async function sweepOn(env: Record<string, string>): Promise<{ fired: number; now: string; zone: string }> {
  const child = startChild('sweep.child.ts', { DATABASE_URL: test.url, ...env }, ['--import', CLOCK]);
  const line = await child.line();
  await child.ended();
  return JSON.parse(line) as { fired: number; now: string; zone: string };
}

describe('due timers', () => {
  it('[E46] fire once though processes sweep at once with clocks a day ahead, a day behind and across a change of the hour', async () => {
    const due = await reminderIn(-1_000);
    const later = await reminderIn(12 * 3_600_000);
    const sweeps = await Promise.all([
      sweepOn({ CLOCK_SHIFT_MS: String(DAY) }),
      sweepOn({ CLOCK_SHIFT_MS: String(-DAY) }),
      // fixed days: a wrong clock shows the hour that the change of clocks skips
      sweepOn({ CLOCK_SHIFT_MS: String(Date.parse('2026-03-29T01:30:00Z') - Date.now()), TZ: 'Europe/Amsterdam' }),
      sweepOn({ TZ: 'Pacific/Auckland' }),
    ]);
    expect(Math.round((Date.parse(sweeps[0]!.now) - Date.now()) / DAY)).toBe(1);
    expect(Math.round((Date.parse(sweeps[1]!.now) - Date.now()) / DAY)).toBe(-1);
    expect(sweeps[2]).toMatchObject({ zone: 'Europe/Amsterdam' });
    expect(sweeps.reduce((sum, sweep) => sum + sweep.fired, 0)).toBe(1);
    expect(await fired()).toEqual([due]);
    expect(later).not.toBe(due);
  });

  it('[E46] are recorded at the moment of the database, whatever the clock of the process', async () => {
    const due = await reminderIn(-1_000);
    const { rows } = await db.pool.query<{ now: Date }>('select now() as now');
    await sweepOn({ CLOCK_SHIFT_MS: String(DAY) });
    const entry = (await readJournal(db, trajectory.id)).find(
      (event) => event.type === 'TimerFired' && event.data.key === due,
    )!;
    expect(Date.parse(entry.at) - rows[0]!.now.getTime()).toBeLessThan(30_000);
  });

  it('[E5] moved between being seen and being fired do not fire, and fire when they are due again', async () => {
    const key = await reminderIn(-1_000);
    const sessionId = key.slice('session-reminder.'.length);
    const far = new Date(Date.now() + 30 * DAY).toISOString();
    // the sweep has seen the timer, and before it fires the session is moved
    const query = db.pool.query.bind(db.pool) as (...args: unknown[]) => Promise<unknown>;
    let moved = false;
    Object.assign(db.pool, {
      query: async (...args: unknown[]) => {
        const result = await query(...args);
        if (!moved && (args[0] as { name?: string }).name === 'due-timers') {
          moved = true;
          await trajectory.do({ type: 'MoveSession', sessionId, plannedFor: far });
        }
        return result;
      },
    });
    expect(await fireDueTimers(db)).toBe(0);
    expect(moved).toBe(true);
    expect(await fireDueTimers(db)).toBe(0);
    expect(await fired()).toEqual([]);
    await trajectory.do({
      type: 'MoveSession',
      sessionId,
      plannedFor: new Date(Date.now() + 2 * DAY - 1_000).toISOString(),
    });
    expect(await fireDueTimers(db)).toBe(1);
    expect(await fired()).toEqual([key]);
  });

  it('[E5] set again after they fired fire again', async () => {
    const key = await reminderIn(-1_000);
    const sessionId = key.slice('session-reminder.'.length);
    expect(await fireDueTimers(db)).toBe(1);
    await trajectory.do({
      type: 'MoveSession',
      sessionId,
      plannedFor: new Date(Date.now() + 2 * DAY - 500).toISOString(),
    });
    expect(await fireDueTimers(db)).toBe(1);
    expect(await fireDueTimers(db)).toBe(0);
    expect(await fired()).toEqual([key, key]);
  });

  it('[E5] wait out a pause, also when it begins while they are fired', async () => {
    const key = await reminderIn(-1_000);
    await trajectory.do({ type: 'Pause', reason: 'vakantie' });
    expect(await fireDueTimers(db)).toBe(0);
    // an engine that saw it before the pause
    const answer = await executeCommand(db, {
      trajectoryId: trajectory.id,
      commandId: `timer.${key}.4`,
      expectedVersion: 4,
      command: { type: 'FireTimer', key, setSeq: 4 },
      actor: { role: 'system' },
    });
    expect(answer.kind).toBe('stale');
    await trajectory.do({ type: 'Resume' });
    expect(await fireDueTimers(db)).toBe(1);
  });
});
