import { ACCOUNT_NEWS } from '@buurtbalans/domain';
import { z } from 'zod';

/**
 * Schemas of the jobs that the worker does, by name; each has exactly one processor in `apps/worker/src/jobs`, and a queue of its
 * own: a processor takes whatever lies in its queue.
 */
export const jobDefinitions = {
  /** Renders one requested document; the snapshot is taken as of the request. */
  'reports.render': { queue: 'reports', schema: z.strictObject({ trajectoryId: z.uuid(), reportId: z.uuid() }) },
  /** Renders one report over all trajectories, at the positions that were noted when it was asked for. */
  'programme.render': { queue: 'programme', schema: z.strictObject({ reportId: z.uuid() }) },
  /** Reads one uploaded file with figures or borders, whole or not at all. */
  'imports.read': { queue: 'imports', schema: z.strictObject({ importId: z.uuid() }) },
  /** Sends the mails of one timer that has fired; `setSeq` is the journal position at which that timer was set. */
  'reminders.send': {
    queue: 'reminders',
    schema: z.strictObject({ trajectoryId: z.uuid(), key: z.string().min(1).max(120), setSeq: z.int().min(1) }),
  },
  /** Sends the mails of one invitation to a session, or of its cancellation; `number` counts them within the session. */
  'invitations.send': {
    queue: 'invitations',
    schema: z.strictObject({ trajectoryId: z.uuid(), sessionId: z.uuid(), number: z.int().min(1) }),
  },
  /** Sends each reader of a shared document the link of their own. */
  'shares.send': { queue: 'shares', schema: z.strictObject({ trajectoryId: z.uuid(), linkId: z.uuid() }) },
  /** Mails somebody the link to an account; the worker makes its token, so that no job holds one. */
  'accounts.invite': { queue: 'accounts', schema: z.strictObject({ invitationId: z.uuid() }) },
  /** Mails somebody what happened to their account. */
  'accounts.tell': {
    queue: 'notices',
    schema: z.strictObject({ noticeId: z.uuid(), accountId: z.uuid(), news: z.enum(ACCOUNT_NEWS) }),
  },
} as const;

/** Name of a job. */
export type JobName = keyof typeof jobDefinitions;

/** Name of a queue, at its own pace. */
export type QueueName = (typeof jobDefinitions)[JobName]['queue'];

/** Payload of the job of that name. */
export type JobPayload<N extends JobName> = z.infer<(typeof jobDefinitions)[N]['schema']>;
