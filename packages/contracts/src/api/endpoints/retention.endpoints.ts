import { z } from 'zod';
import { holdSchema, termFilterSchema, termSchema } from '../term.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { ANSWERS_FOR_KEEPING, INVITERS } from './roles.ts';

/** Until when trajectories are kept. A term has the id of its trajectory: an administrator holds one without seeing it. */
export const retentionEndpoints = defineEndpoints({
  listTerms: {
    method: 'GET',
    path: '/terms',
    summary: 'Until when each trajectory is kept, and which are held',
    access: 'staff',
    roles: INVITERS,
    query: termFilterSchema,
    response: list(termSchema).extend({ total: z.int() }),
  },
  readTerm: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/term',
    summary: 'Until when this trajectory is kept, and whether it is held',
    access: 'staff',
    roles: ANSWERS_FOR_KEEPING,
    within: 'trajectory',
    params: { trajectoryId: uuid },
    response: termSchema,
  },
  holdTrajectory: {
    method: 'PUT',
    path: '/terms/{termId}/hold',
    summary: 'Hold a trajectory, so that nothing of it is erased by itself, with a reason',
    access: 'staff',
    roles: INVITERS,
    params: { termId: uuid },
    body: holdSchema,
    response: termSchema,
  },
  releaseHold: {
    method: 'DELETE',
    path: '/terms/{termId}/hold',
    summary: 'Let go of a trajectory that was held',
    access: 'staff',
    roles: INVITERS,
    params: { termId: uuid },
    query: z.object({ expectedVersion: z.coerce.number().int().min(0).max(1_000_000) }),
    response: termSchema,
  },
});
