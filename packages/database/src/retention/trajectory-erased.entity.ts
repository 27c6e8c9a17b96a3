import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting } from '../columns.ts';

/** That there was a trajectory, and how much of it was erased; nothing of what anybody said. */
export const TrajectoryErasedEntity = defineEntity({
  name: 'TrajectoryErased',
  tableName: 'trajectory_erased',
  properties: {
    trajectoryId: p.uuid().primary(),
    districtCode: p.text().strictNullable(),
    templateId: p.text(),
    templateVersion: p.integer(),
    months: p.integer(),
    endedAt: moment(),
    erasedAt: momentOfWriting(),
    entries: p.integer(),
    cards: p.integer(),
    documents: p.integer(),
    links: p.integer(),
  },
});
