import { defineEntity, p } from '@mikro-orm/core';
import { momentOfWriting } from '../columns.ts';
import { AccountEntity } from './account.entity.ts';

const ofOne = `account_id::text = app_setting('account')`;

/** Who somebody is at a provider of OpenID Connect: its issuer, and the name that it gives nobody else. */
export const AccountIdentityEntity = defineEntity({
  name: 'AccountIdentity',
  tableName: 'account_identity',
  properties: {
    issuer: p.text().primary(),
    subject: p.text().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade'),
    linkedAt: momentOfWriting(),
  },
  rowLevelSecurity: 'force',
  policies: [
    {
      name: 'identity_of_one',
      roles: ['bb_credentials'],
      using: `${ofOne} or issuer || ' ' || subject = app_setting('identity')`,
      check: ofOne,
    },
  ],
});
