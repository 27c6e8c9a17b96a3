import { liveAcceptedSchema, liveCommandRequestSchema, liveMessageSchema, liveQuerySchema } from '../live.schema.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { FACILITATOR } from './roles.ts';

const params = { sessionId: uuid };

/** What happens in a session while it runs. */
export const liveEndpoints = defineEndpoints({
  sendLive: {
    method: 'POST',
    path: '/sessions/{sessionId}/commands',
    summary: 'A command of a live session; sent twice it acts once',
    access: 'staff_or_participant',
    roles: FACILITATOR,
    within: 'session',
    facts: ['ownAnswers'],
    params,
    body: liveCommandRequestSchema,
    isContribution: true,
    response: liveAcceptedSchema,
  },
  readLive: {
    method: 'GET',
    path: '/sessions/{sessionId}/live',
    summary: 'The session as one audience sees it: what changed after a position, or everything',
    access: 'staff_or_participant',
    roles: FACILITATOR,
    within: 'session',
    facts: ['ownScreen'],
    params,
    query: liveQuerySchema,
    response: liveMessageSchema,
  },
  streamLive: {
    method: 'GET',
    path: '/sessions/{sessionId}/stream',
    summary: 'The session as one audience sees it, live (text/event-stream); goes on after `after` or Last-Event-ID',
    access: 'staff_or_participant',
    roles: FACILITATOR,
    within: 'session',
    facts: ['ownScreen'],
    params,
    query: liveQuerySchema,
    produces: ['text/event-stream'],
    response: liveMessageSchema,
  },
});
