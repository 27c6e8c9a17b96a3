import { defineEntity, p } from '@mikro-orm/core';
import type { Role } from '@buurtbalans/domain';
import { OrganisationEntity } from './organisation.entity.ts';

/** Accounts of staff; residents are nowhere in it. An address is one account's, whatever the case of its letters. */
export const AccountEntity = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    email: p.text(),
    name: p.text(),
    role: p.text().$type<Role>(),
    organisation: () => p.manyToOne(OrganisationEntity).strictNullable(),
    // read only when asked for
    passwordHash: p.text().lazy(),
    active: p.boolean().default(true),
  },
});
