import { defineEntity, p } from '@mikro-orm/core';
import { attempts, moment, momentOfWriting } from '../columns.ts';

/** Jobs on their way to a queue, each once by its key. */
export const OutboxEntity = defineEntity({
  name: 'Outbox',
  tableName: 'outbox',
  properties: {
    id: p.bigint('number').primary().generated('identity').autoincrement(),
    dedupeKey: p.text(),
    job: p.text(),
    payload: p.json().$type<object>(),
    due: momentOfWriting(),
    createdAt: momentOfWriting(),
    failures: attempts(),
    failedAt: moment().strictNullable(),
  },
});
