import { z } from 'zod';
import { journalFilterSchema, trajectoryFilterSchema, verificationSchema } from '../programme.schema.ts';
import {
  commandAcceptedSchema,
  commandEnvelopeSchema,
  journalEntrySchema,
  overviewRowSchema,
  trajectoryViewSchema,
} from '../trajectory.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { EVERY_ROLE, OF_THE_TRAJECTORY } from './roles.ts';

const params = { trajectoryId: uuid };

/** Trajectories, their commands and their history. */
export const trajectoryEndpoints = defineEndpoints({
  listTrajectories: {
    method: 'GET',
    path: '/trajectories',
    summary: 'Trajectories that the account may see, with progress; filtered',
    access: 'staff',
    roles: EVERY_ROLE,
    query: trajectoryFilterSchema,
    response: list(overviewRowSchema),
  },
  createTrajectory: {
    method: 'POST',
    path: '/trajectories',
    summary: 'Start a trajectory (CreateTrajectory); the id comes from the sender',
    access: 'staff',
    roles: EVERY_ROLE,
    facts: ['template'],
    body: commandEnvelopeSchema.extend({ trajectoryId: z.uuid() }),
    response: commandAcceptedSchema,
  },
  readTrajectory: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}',
    summary:
      'A trajectory with what can be done and what blocks; with `asOf` as it stood after that journal position, with `at` as it stood at that moment',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    facts: ['progressOnly'],
    params,
    query: z.object({
      asOf: z.coerce.number().int().min(1).optional(),
      at: z.iso.datetime({ offset: true }).optional(),
    }),
    response: trajectoryViewSchema,
  },
  sendCommand: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/commands',
    summary: 'Give a command',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    facts: ['template'],
    params,
    body: commandEnvelopeSchema,
    response: commandAcceptedSchema,
  },
  readJournal: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/journal',
    summary: 'The history, filtered',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    facts: ['progressOnly'],
    params,
    query: journalFilterSchema,
    response: list(journalEntrySchema),
  },
  exportJournal: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/journal.jsonl',
    summary: 'The whole history as JSON Lines, with the hash of each entry',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    facts: ['progressOnly'],
    params,
    produces: ['application/jsonl'],
  },
  verifyJournal: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/journal/verification',
    summary: 'Whether the history is as it was written',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    params,
    response: verificationSchema,
  },
});
