import { randomUUID } from 'node:crypto';
import { beginReport, type Database, executeCommand, fireDueTimers, finishReport, openDatabase, readJournal, readReportFile, readTrajectory, saveTemplate, verifyJournal } from '@buurtbalans/database';
import { defaultTemplate } from '@buurtbalans/domain';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DarkProxy } from './dark-proxy.ts';

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
afterEach(() => vi.useRealTimers());

const begun = () => new StoredTrajectoryDriver(db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin('Slotermeer');
const entries = async (id: string, type: string) => (await readJournal(db, id)).filter((entry) => entry.type === type);

/** A database behind a proxy of its own. */
async function behindProxy(connections = 2) {
  const url = new URL(test.url);
  const proxy = await DarkProxy.start(Number(url.port));
  url.port = String(proxy.port);
  const far = openDatabase({ url: url.toString(), connections });
  return { proxy, far, stop: () => Promise.all([far.close(), proxy.stop()]) };
}

describe('moments at which something breaks', () => {
  it('[E41] a command that was stored and whose answer was lost is answered with what was stored', async () => {
    const trajectory = await begun();
    const { proxy, far, stop } = await behindProxy();
    const request = { trajectoryId: trajectory.id, commandId: randomUUID(), command: { type: 'WriteQuestion', text: 'Hoe nu?' }, actor: trajectory.facilitator };
    // the first statement reads and is answered; the one that stores is not
    const load = far.pool.query.bind(far.pool);
    vi.spyOn(far.pool, 'query').mockImplementation(((...args: Parameters<typeof load>) => {
      if (JSON.stringify(args[0]).includes('"append"')) proxy.mute();
      return load(...args);
    }) as typeof far.pool.query);
    const answer = executeCommand(far, request).then(() => 'answered', () => 'broken');
    await expect.poll(() => entries(trajectory.id, 'QuestionWritten')).toHaveLength(1);
    // it is there, and the sender has not heard; now the connection breaks for good
    await proxy.stop();
    expect(await answer).toBe('broken');
    const [stored] = await entries(trajectory.id, 'QuestionWritten');
    expect(await executeCommand(db, request)).toEqual({ kind: 'accepted', version: stored!.seq, seqs: [stored!.seq], repeated: true });
    expect(await entries(trajectory.id, 'QuestionWritten')).toHaveLength(1);
    await far.close();
    await stop().catch(() => undefined);
  });

  it('[E41] a connection that goes dark is given up, and the next command gets a new one', async () => {
    const trajectory = await begun();
    const { proxy, far, stop } = await behindProxy(1);
    const send = (text: string) => executeCommand(far, { trajectoryId: trajectory.id, commandId: randomUUID(), command: { type: 'WriteQuestion', text }, actor: trajectory.facilitator });
    await send('voor het donker');
    proxy.darken();
    const inTheDark = send('in het donker').then(() => 'answered', (error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 300));
    proxy.heal();
    expect(await inTheDark).toMatch(/silent for too long|terminated/);
    expect(await send('na het donker')).toMatchObject({ kind: 'accepted' });
    await stop();
  }, 30_000);

  it('[E42] a stalled worker that ends after its successor changes nothing', async () => {
    const trajectory = await begun();
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'html', language: 'nl' });
    const [stalled, successor] = [await beginReport(db, trajectory.id, reportId), await beginReport(db, trajectory.id, reportId)];
    const file = (text: string) => ({ mime: 'text/html', fileName: 'a.html', body: Buffer.from(text), sha256: text, pages: 1 });
    expect(await finishReport(db, reportId, successor, file('new'))).toBe(true);
    expect(await finishReport(db, reportId, stalled, file('old'))).toBe(false);
    expect((await readReportFile(db, trajectory.id, reportId))!.body.toString()).toBe('new');
    // an attempt that begins now finds it made, and cannot put another in its place
    expect(await finishReport(db, reportId, await beginReport(db, trajectory.id, reportId), file('newer'))).toBe(false);
  });

  it.each([-1, 1])('[E43] a machine whose clock is %i day off fires what the database holds due, and nothing else', async (days) => {
    const [due, later] = [await begun(), await begun()];
    await due.do({ type: 'MoveTimer', key: 'phase-overdue', dueAt: new Date(Date.now() + 60).toISOString(), reason: 'nu' });
    await later.do({ type: 'MoveTimer', key: 'phase-overdue', dueAt: new Date(Date.now() + 3_600_000).toISOString(), reason: 'over een uur' });
    await new Promise((resolve) => setTimeout(resolve, 90));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 });
    await Promise.all([fireDueTimers(db), fireDueTimers(db)]);
    vi.useRealTimers();
    expect(await entries(due.id, 'TimerFired')).toHaveLength(1);
    expect(await entries(later.id, 'TimerFired')).toEqual([]);
  });

  it('[E44] more commands at once than there are connections are all answered', async () => {
    const narrow = openDatabase({ url: test.url, connections: 1 });
    const trajectory = await begun();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => executeCommand(narrow, { trajectoryId: trajectory.id, commandId: randomUUID(), command: { type: 'ChooseIndicator', indicatorId: `youth.number_${index}`, theme: 'youth', year: 2025 }, actor: trajectory.facilitator })));
    expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'accepted'));
    await narrow.close();
  });

  it('[E45] a template move in the middle of an advance: both happen, in one order or the other', async () => {
    await saveTemplate(db, { ...defaultTemplate, version: 2 });
    const phaseMap = Object.fromEntries(defaultTemplate.phases.map(({ id }) => [id, id]));
    for (let round = 0; round < 10; round += 1) {
      const trajectory = await new StoredTrajectoryDriver(db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin('Slotermeer');
      const move = () => trajectory.try({ type: 'MoveToTemplate', templateId: defaultTemplate.id, templateVersion: 2, phaseMap, reason: 'nieuw' }, trajectory.manager);
      const back = () => trajectory.try({ type: 'GoBack', from: 'intake', to: 'preparation', reason: 'terug' });
      const answers = await Promise.all(round % 2 ? [move(), back()] : [back(), move()]);
      expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
      expect((await readTrajectory(db, trajectory.id))!.state).toMatchObject({ phase: 'preparation', template: { version: 2 } });
      expect((await verifyJournal(db, trajectory.id))!.fault).toBeNull();
    }
  });
});
