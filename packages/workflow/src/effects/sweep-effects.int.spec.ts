import { randomUUID } from 'node:crypto';
import { effectKey } from '@buurtbalans/domain';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import {
  beginReport,
  type Database,
  finishReport,
  openDatabase,
  readProgrammeReport,
  readTrajectory,
  requestProgrammeReport,
  saveAccount,
  startImport,
} from '@buurtbalans/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginEffect, finishEffect } from './effect-receipt.ts';
import { fireDueTimers } from '../timers/fire-timers.ts';
import { sweepEffects } from './sweep-effects.ts';

let test: TestDatabase;
let db: Database;
const accountId = randomUUID();
beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url });
  await saveAccount(db, {
    id: accountId,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

/** As if the relay moved everything and the queue then lost it. */
const lose = async () =>
  (
    await db.pool.query<{ dedupe_key: string; job: string; payload: object }>(
      'delete from outbox returning dedupe_key, job, payload',
    )
  ).rows.sort((one, other) => one.dedupe_key.localeCompare(other.dedupe_key));

describe('the sweep', () => {
  it('[E14] puts back whatever was lost with its queue, as it was, and nothing that has its result', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Slotermeer');
    const [lost, made, cancelled] = [randomUUID(), randomUUID(), randomUUID()];
    await trajectory.do({
      type: 'RequestReport',
      reportId: cancelled,
      document: 'resident-edition',
      format: 'pdf',
      language: 'nl',
    });
    await trajectory.do({ type: 'CancelReport', reportId: cancelled });
    for (const reportId of [lost, made])
      await trajectory.do({
        type: 'RequestReport',
        reportId,
        document: 'profile',
        format: reportId === lost ? 'pdf' : 'html',
        language: 'nl',
      });
    await finishReport(db, made, (await beginReport(db, trajectory.id, made))!, {
      mime: 'text/html',
      fileName: 'a',
      body: Buffer.from('x'),
      sha256: 'ab',
      pages: 1,
    });
    await trajectory.do(
      { type: 'RecordReport', reportId: made, outcome: 'rendered', sha256: 'ab', pages: 1 },
      { role: 'system' },
    );
    await trajectory.do({
      type: 'MoveTimer',
      key: 'phase-overdue',
      dueAt: new Date(Date.now() + 50).toISOString(),
      reason: 'nu',
    });
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await fireDueTimers(db)).toBe(1);
    const importId = randomUUID();
    await startImport(
      db,
      { id: importId, kind: 'kwb', fileName: 'a.csv', year: 2024, requestedBy: accountId },
      (async function* () {})(),
    );
    const asked = await lose();
    const wanted = asked.filter(({ dedupe_key }) => !dedupe_key.includes(made) && !dedupe_key.includes(cancelled));
    expect(asked.length - wanted.length).toBe(2);
    expect(await sweepEffects(db, '5 minutes')).toBe(0);
    expect(await sweepEffects(db, '0 seconds')).toBe(3);
    expect(await sweepEffects(db, '0 seconds')).toBe(0);
    expect(await lose()).toEqual(wanted);
    const { setSeq } = wanted.find(({ job }) => job === 'reminders.send')!.payload as { setSeq: number };
    const key = effectKey('reminders.send', { trajectoryId: trajectory.id, key: 'phase-overdue', setSeq });
    await beginEffect(db, key);
    await finishEffect(db, key, {});
    expect(await sweepEffects(db, '0 seconds')).toBe(2);
    await lose();
  });

  it('[E14] gives a document up that was begun too often, once, and says so in the trajectory', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Geuzenveld');
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
    for (let attempt = 0; attempt < 10; attempt += 1) await beginReport(db, trajectory.id, reportId);
    await lose();
    await Promise.all([sweepEffects(db, '0 seconds'), sweepEffects(db, '0 seconds')]);
    expect((await lose()).filter(({ dedupe_key }) => dedupe_key.includes(reportId))).toEqual([]);
    const { state } = (await readTrajectory(db, trajectory.id))!;
    expect(state.reports[reportId]).toMatchObject({ status: 'failed', errorCode: 'REPORT.FAILED' });
    const { rows } = await db.pool.query(
      `select count(*)::int as times from journal where trajectory_id = $1 and event_type = 'ReportRecorded'`,
      [trajectory.id],
    );
    expect(rows).toEqual([{ times: 1 }]);
  });

  it('[E167] puts the job of a programme report back, gives up one of a day ago, and a new one is of its own moment', async () => {
    const ask = (): ReturnType<typeof requestProgrammeReport> =>
      requestProgrammeReport(db, { id: randomUUID(), format: 'html', language: 'nl', requestedBy: accountId });
    const { id } = await ask();
    const [asked] = await lose();
    expect(asked).toMatchObject({ job: 'programme.render', payload: { reportId: id } });
    await sweepEffects(db, '0 seconds');
    expect((await lose()).filter(({ job }) => job === 'programme.render')).toEqual([asked]);
    expect((await ask()).id).toBe(id);
    await lose();
    await db.pool.query("update programme_report set as_of = as_of - interval '25 hours' where id = $1", [id]);
    await sweepEffects(db, '0 seconds');
    expect((await lose()).filter(({ job }) => job === 'programme.render')).toEqual([]);
    expect(await readProgrammeReport(db, id)).toMatchObject({ status: 'failed', errorCode: 'REPORT.FAILED' });
    // and without a sweep in between
    const second = await ask();
    await db.pool.query("update programme_report set as_of = as_of - interval '25 hours' where id = $1", [second.id]);
    expect((await ask()).id).not.toBe(second.id);
    await lose();
  });
});
