import { ownDataSchema } from '../own-data.schema.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { ADMINISTRATOR, EVERY_ROLE } from './roles.ts';

/** What the product keeps of somebody with an account. */
export const ownDataEndpoints = defineEndpoints({
  exportMe: {
    method: 'GET',
    path: '/me/data',
    summary: 'Everything that is kept of the own account, and of nobody else',
    access: 'staff',
    roles: EVERY_ROLE,
    response: ownDataSchema,
  },
  exportPerson: {
    method: 'GET',
    path: '/people/{accountId}/data',
    summary: 'The same of somebody who asks for it',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { accountId: uuid },
    response: ownDataSchema,
  },
});
