import { signInAnswerSchema } from '../people.schema.ts';
import {
  beginSecondFactorSchema,
  bothFactorsSchema,
  offeredSecondFactorSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  showCodeSchema,
  turnOnSecondFactorSchema,
} from '../second-factor.schema.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { ADMINISTRATOR, EVERY_ROLE } from './roles.ts';

/** A second factor beside the password: codes of an app, and recovery codes for when there is no app. */
export const secondFactorEndpoints = defineEndpoints({
  showCode: {
    method: 'POST',
    path: '/sign-in/code',
    summary: 'The second step of signing in, within five minutes after the password; sets a cookie',
    access: 'public',
    facts: ['shownPassword'],
    body: showCodeSchema,
    response: signInAnswerSchema,
  },
  readSecondFactor: {
    method: 'GET',
    path: '/me/second-factor',
    summary: 'Whether the own account has a second factor, and how many recovery codes are left',
    access: 'staff',
    roles: EVERY_ROLE,
    response: secondFactorSchema,
  },
  beginSecondFactor: {
    method: 'POST',
    path: '/me/second-factor/setup',
    summary: 'Have a secret for an app made, by the present password; nothing is on yet',
    access: 'staff',
    roles: EVERY_ROLE,
    body: beginSecondFactorSchema,
    response: offeredSecondFactorSchema,
  },
  turnOnSecondFactor: {
    method: 'POST',
    path: '/me/second-factor',
    summary:
      'Turn the second factor on by a code of the app; gives recovery codes, ends all other sign-ins, and gives this one another cookie',
    access: 'staff',
    roles: EVERY_ROLE,
    body: turnOnSecondFactorSchema,
    response: recoveryCodesSchema,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/me/second-factor/recovery-codes',
    summary: 'New recovery codes in place of those that are left, by password and code',
    access: 'staff',
    roles: EVERY_ROLE,
    body: bothFactorsSchema,
    response: recoveryCodesSchema,
  },
  turnOffSecondFactor: {
    method: 'POST',
    path: '/me/second-factor/removal',
    summary:
      'Turn the own second factor off, by password and code; ends all other sign-ins, and gives this one another cookie',
    access: 'staff',
    roles: EVERY_ROLE,
    body: bothFactorsSchema,
  },
  removeSecondFactor: {
    method: 'DELETE',
    path: '/people/{accountId}/second-factor',
    summary: 'Take the second factor of somebody away who has lost it, and end their sign-ins',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { accountId: uuid },
  },
});

/** What whoever has to set up a second factor first may call until then. */
export const WITHOUT_SECOND_FACTOR: ReadonlySet<string> = new Set([
  'me',
  'signOut',
  'readSecondFactor',
  'beginSecondFactor',
  'turnOnSecondFactor',
]);
