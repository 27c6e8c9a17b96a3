import { z } from 'zod';

const count = z.int().min(0);

/** One queue: which jobs go through it, and how many are in which state. */
export const queueSchema = z.object({
  name: z.string(),
  jobs: z.array(z.string()),
  waiting: count,
  active: count,
  /** Failed before, and waiting for their next attempt. */
  delayed: count,
  /** Done, of the last thousand or so that are kept. */
  completed: count,
  failed: count,
});

/** See {@link queueSchema}. */
export type QueueItem = z.infer<typeof queueSchema>;

/** A job that failed for good. What somebody wrote is never part of it. */
export const failedJobSchema = z.object({
  id: z.string(),
  job: z.string(),
  /** What it is about: the ids in its payload, by name. */
  ids: z.record(z.string(), z.string()),
  /** Why, in plain words, and what to do about it. */
  reason: z.object({ code: z.string(), title: z.string(), advice: z.string() }),
  /** Name, code and place of the error, for whoever mends it. */
  detail: z.string().nullable(),
  attempts: count,
  failedAt: z.iso.datetime(),
});

/** See {@link failedJobSchema}. */
export type FailedJobItem = z.infer<typeof failedJobSchema>;
