import { defineEntity, p } from '@mikro-orm/core';
import { AccountEntity } from '../people/account.entity.ts';
import { OrganisationEntity } from '../people/organisation.entity.ts';
import { facilitated, ofTrajectory } from '../policies.ts';

/** Who is invited to a session of professionals. Addresses lie here and nowhere else; the engine only erases them. */
export const SessionInviteeEntity = defineEntity({
  name: 'SessionInvitee',
  tableName: 'session_invitee',
  properties: {
    id: p.uuid().primary(),
    sessionId: p.uuid(),
    trajectoryId: p.uuid(),
    lane: p.text().$type<'professional'>().default('professional'),
    organisation: () => p.manyToOne(OrganisationEntity),
    account: () => p.manyToOne(AccountEntity).strictNullable().deleteRule('cascade'),
    address: p.text().strictNullable(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'invitee_of_facilitator', roles: ['bb_facilitator'], using: facilitated, check: facilitated },
    { name: 'invitee_to_send_to', command: 'select', roles: ['bb_worker'], using: ofTrajectory },
    { name: 'invitee_told', command: 'delete', roles: ['bb_worker'], using: ofTrajectory },
    {
      name: 'invitee_self',
      command: 'select',
      roles: ['bb_credentials'],
      using: `account_id::text = app_setting('account') or lower(address) = app_setting('email')`,
    },
    { name: 'invitee_to_erase', roles: ['bb_engine'], using: 'true' },
  ],
});
