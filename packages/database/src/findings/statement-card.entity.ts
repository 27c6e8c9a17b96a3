import { defineEntity, p } from '@mikro-orm/core';

/**
 * From which cards a released statement was written; of one that was taken back nothing but that there was one. No role reads
 * it; `count_behind()` tells who still stands behind statements. Not forced: that function is the owner's.
 */
export const StatementCardEntity = defineEntity({
  name: 'StatementCard',
  tableName: 'statement_card',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    trajectoryId: p.uuid(),
    statementId: p.uuid(),
    residentCard: p.uuid().nullable(),
    professionalCard: p.uuid().nullable(),
    organisationId: p.uuid().nullable(),
    atPlace: p.boolean(),
  },
  rowLevelSecurity: true,
  policies: [{ name: 'card_of_statement', command: 'insert', roles: ['bb_engine'], check: 'true' }],
});
