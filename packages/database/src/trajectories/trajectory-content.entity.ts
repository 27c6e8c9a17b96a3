import { defineEntity, p } from '@mikro-orm/core';
import { erasedPastTerm, ofTrajectory } from '../policies.ts';

/** Texts and geometries beside the journal: the engine writes them and cannot read them, and what is erased is gone. */
export const TrajectoryContentEntity = defineEntity({
  name: 'TrajectoryContent',
  tableName: 'trajectory_content',
  properties: { trajectoryId: p.uuid().primary(), contentId: p.text().primary(), body: p.text() },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'content_written', command: 'insert', roles: ['bb_engine'], check: 'true' },
    {
      name: 'content_of_trajectory',
      command: 'select',
      roles: ['bb_facilitator', 'bb_adviser', 'bb_stakeholder', 'bb_professional', 'bb_worker'],
      using: ofTrajectory,
    },
    erasedPastTerm,
  ],
});
