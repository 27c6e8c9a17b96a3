import {
  evaluationSchema,
  harvestSchema,
  lanePromiseSchema,
  promiseCountsSchema,
  sessionMinutesSchema,
} from '../harvest.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { lane, uuid } from './parameters.ts';
import { FACILITATOR } from './roles.ts';

/** What came of sessions: harvest, minutes, promises, judgements. */
export const harvestEndpoints = defineEndpoints({
  readHarvest: {
    method: 'GET',
    path: '/sessions/{sessionId}/harvest',
    summary: 'What a session brought, and its minutes as far as they are written',
    access: 'staff',
    roles: FACILITATOR,
    within: 'session',
    params: { sessionId: uuid },
    response: harvestSchema,
  },
  listMinutes: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/minutes',
    summary: 'Approved minutes, for the facilitator and for those who take part in their lane',
    access: 'staff',
    roles: ['facilitator', 'professional'],
    within: 'trajectory',
    facts: ['ownLane'],
    params: { trajectoryId: uuid },
    response: list(sessionMinutesSchema),
  },
  listPromises: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/promises',
    summary: 'Promises of the sessions of one lane, each once',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params: { trajectoryId: uuid, lane },
    response: list(lanePromiseSchema),
  },
  countPromises: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/promise-counts',
    summary: 'How many promises are open and overdue',
    access: 'staff',
    roles: ['facilitator', 'programme_manager'],
    within: 'trajectory',
    params: { trajectoryId: uuid },
    response: promiseCountsSchema,
  },
  listEvaluations: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/evaluations',
    summary: 'How participants judged the closed sessions of one lane, as counts',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params: { trajectoryId: uuid, lane },
    response: list(evaluationSchema),
  },
});
