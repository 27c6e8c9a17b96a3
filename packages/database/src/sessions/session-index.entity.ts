import { defineEntity, p } from '@mikro-orm/core';
import type { Lane } from '@buurtbalans/domain';
import { count } from '../columns.ts';

/** To which trajectory and lane each session belongs, and how far its events are. */
export const SessionIndexEntity = defineEntity({
  name: 'SessionIndex',
  tableName: 'session_index',
  properties: {
    sessionId: p.uuid().primary(),
    trajectoryId: p.uuid(),
    lane: p.text().$type<Lane>(),
    lastSeq: count().defaultRaw('0'),
  },
});
