import { randomUUID } from 'node:crypto';
import { readTrajectory, saveTemplate, verifyJournal } from '@buurtbalans/database';
import { defaultTemplate } from '@buurtbalans/domain';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { describe, expect, it } from 'vitest';

const test = useDatabase();

describe('a trajectory that moves to another template', () => {
  it('[E50] a template move in the middle of an advance: both happen, in one order or the other', async () => {
    await saveTemplate(test.db, { ...defaultTemplate, version: 2 });
    const phaseMap = Object.fromEntries(defaultTemplate.phases.map(({ id }) => [id, id]));
    for (let round = 0; round < 10; round += 1) {
      const trajectory = await new StoredTrajectoryDriver(test.db, {
        facilitatorId: randomUUID(),
        managerId: randomUUID(),
      }).begin('Slotermeer');
      const move = () =>
        trajectory.try({
          type: 'MoveToTemplate',
          templateId: defaultTemplate.id,
          templateVersion: 2,
          phaseMap,
          reason: 'nieuw',
        });
      const back = () => trajectory.try({ type: 'GoBack', from: 'intake', to: 'preparation', reason: 'terug' });
      const answers = await Promise.all(round % 2 ? [move(), back()] : [back(), move()]);
      expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
      expect((await readTrajectory(test.db, trajectory.id))!.state).toMatchObject({
        phase: 'preparation',
        template: { version: 2 },
      });
      expect((await verifyJournal(test.db, trajectory.id))!.fault).toBeNull();
    }
  });
});
