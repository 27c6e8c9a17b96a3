import { randomUUID } from 'node:crypto';
import { type Database, openDatabase, readTrajectory, saveTemplate, verifyJournal } from '@buurtbalans/database';
import { defaultTemplate } from '@buurtbalans/domain';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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

describe('a trajectory that moves to another template', () => {
  it('[E50] a template move in the middle of an advance: both happen, in one order or the other', async () => {
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
