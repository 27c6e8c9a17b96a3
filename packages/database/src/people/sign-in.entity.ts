import { defineEntity, p } from '@mikro-orm/core';
import { moment } from '../columns.ts';
import { AccountEntity } from './account.entity.ts';

/** Who is signed in, by the hash of a token. */
export const SignInEntity = defineEntity({
  name: 'SignIn',
  tableName: 'sign_in',
  properties: {
    tokenHash: p.blob().$type<Buffer>().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade'),
    expiresAt: moment(),
  },
});
