import { defineEntity, p } from '@mikro-orm/core';

/**
 * Who facilitates which trajectory, for the policies of everything that only they see. The engine's own role reads it and
 * cannot write it; a command that appoints or dismisses runs as `bb_appointer`. Not forced: `facilitates()` is the owner's.
 */
export const TrajectoryFacilitatorEntity = defineEntity({
  name: 'TrajectoryFacilitator',
  tableName: 'trajectory_facilitator',
  properties: { trajectoryId: p.uuid().primary(), accountId: p.text().primary() },
  rowLevelSecurity: true,
  policies: [
    { name: 'facilitators_known', command: 'select', roles: ['bb_engine'], using: 'true' },
    { name: 'facilitators_appointed', roles: ['bb_appointer'], using: 'true', check: 'true' },
  ],
});
