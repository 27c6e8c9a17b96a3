import { defineEntity, p } from '@mikro-orm/core';
import { momentOfWriting } from '../columns.ts';

const ofOne = `account_id::text = app_setting('account')`;

/** The second factor of an account that has one; the engine's own role sees that there is one, and nothing in it. */
export const SecondFactorEntity = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factor',
  properties: {
    accountId: p.uuid().primary(),
    // with a key that is not in the database
    sealedSecret: p.blob().$type<Buffer>(),
    // of the last code that was taken: neither that one nor an earlier one is good any more
    lastStep: p.integer(),
    // hashes of those that were not used
    recoveryCodes: p.array().columnType('text[]'),
    since: momentOfWriting(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'second_factor_known', command: 'select', roles: ['bb_engine'], using: 'true' },
    { name: 'second_factor_of_one', roles: ['bb_credentials'], using: ofOne, check: ofOne },
  ],
});
