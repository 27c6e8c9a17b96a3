import { defineEntity, p } from '@mikro-orm/core';
import { moment } from '../columns.ts';

/** Sign-ins that failed lately, by a key of who tried. */
export const SignInAttemptEntity = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: { key: p.text().primary(), failures: p.integer(), since: moment() },
});
