import { defineEntity, p } from '@mikro-orm/core';
import { moment } from '../columns.ts';

/** When it is looked whether a trajectory is past its term; nothing of it is erased while somebody holds it, and says why. */
export const TrajectoryTermEntity = defineEntity({
  name: 'TrajectoryTerm',
  tableName: 'trajectory_term',
  properties: {
    trajectoryId: p.uuid().primary(),
    lookAt: moment(),
    heldBecause: p.text().strictNullable(),
    // by whom and since when it stands so: held, or let go
    heldBy: p.uuid().strictNullable(),
    heldAt: moment().strictNullable(),
    holdVersion: p.integer().default(0),
  },
});
