import { defineEntity, p } from '@mikro-orm/core';
import type { TrajectoryState } from '@buurtbalans/domain';
import { count, momentOfWriting } from '../columns.ts';

/** Trajectories as they stand: what their journal folds to, without texts. */
export const TrajectoryEntity = defineEntity({
  name: 'Trajectory',
  tableName: 'trajectory',
  properties: {
    id: p.uuid().primary(),
    version: count(),
    phase: p.text(),
    status: p.text(),
    templateId: p.text(),
    templateVersion: p.integer(),
    state: p.json().$type<TrajectoryState>(),
    // hash of the last entry of the journal
    head: p.blob().$type<Buffer>(),
    updatedAt: momentOfWriting(),
  },
});
