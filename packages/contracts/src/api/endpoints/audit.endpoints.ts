import { z } from 'zod';
import { auditEntrySchema, auditFilterSchema, auditPageSchema } from '../audit.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { ADMINISTRATOR } from './roles.ts';

/** Who read and changed what, for those who look after the product. */
export const auditEndpoints = defineEndpoints({
  listAudit: {
    method: 'GET',
    path: '/audit',
    summary: 'Who read contributions, exports and documents, and who changed rights, figures and templates',
    access: 'staff',
    roles: ADMINISTRATOR,
    query: auditFilterSchema.extend({ before: z.coerce.number().int().min(1).optional() }),
    response: auditPageSchema,
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    summary: 'The same without pages, to be kept: at most 20,000 rows',
    access: 'staff',
    roles: ADMINISTRATOR,
    query: auditFilterSchema,
    response: list(auditEntrySchema),
  },
});
