import { defineEntity, p } from '@mikro-orm/core';
import { inSession } from '../policies.ts';

/**
 * Which cards of a professional session have one writer. No role reads it; `writer_of_card()` tells it a facilitator who puts
 * somebody out. Not forced: that function is the owner's.
 */
export const ProfessionalWriterEntity = defineEntity({
  name: 'ProfessionalWriter',
  tableName: 'professional_writer',
  properties: { contributionId: p.uuid().primary(), sessionId: p.uuid(), writer: p.text() },
  rowLevelSecurity: true,
  policies: [
    { name: 'writer_in_session', command: 'insert', roles: ['bb_professional'], check: inSession('professional') },
  ],
});
