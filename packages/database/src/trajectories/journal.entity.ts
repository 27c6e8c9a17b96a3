import { defineEntity, p } from '@mikro-orm/core';
import type { Actor } from '@buurtbalans/domain';
import { count, moment } from '../columns.ts';

/** What happened in each trajectory, in order; written once, each entry with the hash of what came before it. */
export const JournalEntity = defineEntity({
  name: 'Journal',
  tableName: 'journal',
  properties: {
    trajectoryId: p.uuid().primary(),
    seq: count().primary(),
    eventType: p.text(),
    eventVersion: p.integer(),
    data: p.json().$type<Record<string, unknown>>(),
    actor: p.json().$type<Actor>(),
    commandId: p.text(),
    templateVersion: p.integer(),
    at: moment(),
    hash: p.blob().$type<Buffer>(),
  },
});
