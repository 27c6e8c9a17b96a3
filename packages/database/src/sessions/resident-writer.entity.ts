import { defineEntity, p } from '@mikro-orm/core';
import { inSession } from '../policies.ts';

/**
 * Which cards of a resident meeting have one writer. No role reads it; `count_residents()` tells a facilitator's transaction
 * how many writers some cards have. Not forced: that function is the owner's.
 */
export const ResidentWriterEntity = defineEntity({
  name: 'ResidentWriter',
  tableName: 'resident_writer',
  properties: { contributionId: p.uuid().primary(), sessionId: p.uuid(), writer: p.text() },
  rowLevelSecurity: true,
  policies: [{ name: 'writer_in_session', command: 'insert', roles: ['bb_resident'], check: inSession('resident') }],
});
