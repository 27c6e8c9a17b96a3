import { defineEntity, p } from '@mikro-orm/core';
import type { AccountState, Role, StaffLanguage } from '@buurtbalans/domain';
import { moment, momentOfWriting } from '../columns.ts';
import { OrganisationEntity } from './organisation.entity.ts';

const ofOne = `lower(email) = app_setting('email') or id::text = app_setting('account')`;

/**
 * Accounts of staff; residents are nowhere in it. An address is one account's, whatever the case of its letters. The engine's
 * own role reads no password: that takes `bb_credentials`, for one account at a time.
 */
export const AccountEntity = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    // the first administrator gives theirs with the password
    email: p.text().strictNullable(),
    name: p.text(),
    role: p.text().$type<Role>(),
    organisation: () => p.manyToOne(OrganisationEntity).strictNullable(),
    // read only when asked for; nobody who has not accepted has one
    passwordHash: p.text().strictNullable().lazy(),
    state: p.text().$type<AccountState>().default('active'),
    districtCode: p.text().strictNullable(),
    language: p.text().$type<StaffLanguage>().strictNullable(),
    // invited for this one and no other
    trajectoryId: p.uuid().strictNullable(),
    isDemonstration: p.boolean().default(false),
    lastSignInAt: moment().strictNullable(),
    stateSince: momentOfWriting(),
    // once nothing of the person is left in it
    erasedAt: moment().strictNullable(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'account_known', command: 'select', roles: ['bb_engine'], using: 'true' },
    { name: 'account_of_one', roles: ['bb_credentials'], using: ofOne, check: `id::text = app_setting('account')` },
  ],
});
