import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting } from '../columns.ts';
import { AccountEntity } from './account.entity.ts';

/** What a link leads to: an account that somebody takes for the first time, or a new password for one that is theirs. */
export type InvitationPurpose = 'invitation' | 'reset';

const toMail = `by_mail and id::text = app_setting('invitation')`;

/** Links by which somebody takes an account, each good for once; the database holds the hash of its token alone. */
export const AccountInvitationEntity = defineEntity({
  name: 'AccountInvitation',
  tableName: 'account_invitation',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade'),
    purpose: p.text().$type<InvitationPurpose>(),
    // none until it was mailed
    tokenHash: p.blob().$type<Buffer>().strictNullable(),
    byMail: p.boolean(),
    createdAt: momentOfWriting(),
    expiresAt: moment(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'invitation_known', command: 'select', roles: ['bb_engine'], using: 'true' },
    { name: 'invitation_past', command: 'delete', roles: ['bb_engine'], using: 'expires_at <= now()' },
    {
      name: 'invitation_of_one',
      roles: ['bb_credentials'],
      using: `account_id::text = app_setting('account') or encode(token_hash, 'hex') = app_setting('invitation')`,
      check: `account_id::text = app_setting('account')`,
    },
    { name: 'invitation_to_mail', roles: ['bb_worker'], using: toMail, check: toMail },
  ],
});
