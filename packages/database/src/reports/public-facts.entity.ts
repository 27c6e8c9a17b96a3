import { defineEntity, p } from '@mikro-orm/core';
import { ofTrajectory } from '../policies.ts';

/** Borders and figures as their tables had them when something was approved or asked for, by the hash of what they say. */
export const PublicFactsEntity = defineEntity({
  name: 'PublicFacts',
  tableName: 'public_facts',
  properties: { trajectoryId: p.uuid().primary(), hash: p.text().primary(), body: p.text() },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'facts_written', command: 'insert', roles: ['bb_engine'], check: 'true' },
    { name: 'facts_of_trajectory', command: 'select', roles: ['bb_worker'], using: ofTrajectory },
  ],
});
