import { defineEntity, p } from '@mikro-orm/core';
import { attempts, count, moment } from '../columns.ts';

/** Deadlines of trajectories, as the journal set them last. */
export const TimerEntity = defineEntity({
  name: 'Timer',
  tableName: 'timer',
  properties: {
    trajectoryId: p.uuid().primary(),
    key: p.text().primary(),
    dueAt: moment().strictNullable(),
    setSeq: count(),
    status: p.text(),
    retryAt: moment().strictNullable(),
    failures: attempts(),
    failedAt: moment().strictNullable(),
  },
});
