import { z } from 'zod';
import { failedJobSchema, queueSchema } from '../jobs.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { job, queue } from './parameters.ts';
import { ADMINISTRATOR } from './roles.ts';

/** Background work, for those who look after the product. */
export const queueEndpoints = defineEndpoints({
  listQueues: {
    method: 'GET',
    path: '/queues',
    summary: 'Queues of background work with their counts, for administrators',
    access: 'staff',
    roles: ADMINISTRATOR,
    response: list(queueSchema),
  },
  listFailedJobs: {
    method: 'GET',
    path: '/queues/{queue}/failed-jobs',
    summary: 'Failed jobs of a queue with their reasons, latest first',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { queue },
    query: z.object({ after: z.coerce.number().int().min(0).max(100_000).default(0) }),
    response: list(failedJobSchema),
  },
  retryJob: {
    method: 'POST',
    path: '/queues/{queue}/failed-jobs/{job}/retry',
    summary: 'Let a failed job start again, with all its attempts',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { queue, job },
  },
  discardJob: {
    method: 'DELETE',
    path: '/queues/{queue}/failed-jobs/{job}',
    summary: 'Remove a failed job for good',
    access: 'staff',
    roles: ADMINISTRATOR,
    params: { queue, job },
  },
});
