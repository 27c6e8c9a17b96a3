import { defineEntity, p } from '@mikro-orm/core';
import type { Lane } from '@buurtbalans/domain';
import { erasedPastTerm, facilitatedIn } from '../policies.ts';

const inLane = facilitatedIn('lane');

/** Groups that a facilitator makes of the contributions of one lane. */
export const ContributionGroupEntity = defineEntity({
  name: 'ContributionGroup',
  tableName: 'contribution_group',
  properties: { id: p.uuid().primary(), trajectoryId: p.uuid(), lane: p.text().$type<Lane>(), title: p.text() },
  rowLevelSecurity: 'force',
  policies: [{ name: 'group_of_lane', roles: ['bb_facilitator'], using: inLane, check: inLane }, erasedPastTerm],
});
