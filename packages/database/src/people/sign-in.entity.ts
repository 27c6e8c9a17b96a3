import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting } from '../columns.ts';
import { AccountEntity } from './account.entity.ts';

/** Who is signed in, by the hash of a token. */
export const SignInEntity = defineEntity({
  name: 'SignIn',
  tableName: 'sign_in',
  properties: {
    tokenHash: p.blob().$type<Buffer>().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade'),
    // when it was not used until then; each use moves it on
    expiresAt: moment(),
    // whatever it was used for
    endsAt: moment(),
    // by which one is named to whoever ends it
    id: p.uuid().defaultRaw('gen_random_uuid()'),
    beganAt: momentOfWriting(),
    // its kind, as it calls itself
    browser: p.text().strictNullable(),
  },
});
