import { z } from 'zod';
import {
  mergeOrganisationSchema,
  organisationSchema,
  registeredOrganisationSchema,
  registerFilterSchema,
  saveOrganisationSchema,
} from '../people.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { ADMINISTRATOR, EVERY_ROLE, INVITERS } from './roles.ts';

/** The register of organisations. */
export const organisationEndpoints = defineEndpoints({
  listOrganisations: {
    method: 'GET',
    path: '/organisations',
    summary: 'Organisations of the register',
    access: 'staff',
    roles: EVERY_ROLE,
    response: list(organisationSchema),
  },
  listRegister: {
    method: 'GET',
    path: '/organisation-register',
    summary:
      'Organisations by name, with districts, contact and how many accounts are of each; filtered, a page at a time',
    access: 'staff',
    roles: INVITERS,
    query: registerFilterSchema,
    response: list(registeredOrganisationSchema).extend({ total: z.int() }),
  },
  addOrganisation: {
    method: 'POST',
    path: '/organisations',
    summary: 'Add an organisation to the register',
    access: 'staff',
    roles: INVITERS,
    body: saveOrganisationSchema,
    response: organisationSchema,
  },
  changeOrganisation: {
    method: 'PUT',
    path: '/organisations/{organisationId}',
    summary: 'Change an organisation of the register',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { organisationId: uuid },
    body: saveOrganisationSchema,
    response: organisationSchema,
  },
  mergeOrganisation: {
    method: 'POST',
    path: '/organisations/{organisationId}/merge',
    summary: 'Merge a double into another organisation; its people become those of the other',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { organisationId: uuid },
    body: mergeOrganisationSchema,
  },
});
