import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import type { Job, Queue } from 'bullmq';
import { type Failure, readFailure } from './failure.ts';
import type { OpenQueues } from './open-queues.ts';

/** How many jobs of one queue are in which state. */
export interface QueueCounts {
  readonly name: string;
  readonly jobs: readonly JobName[];
  readonly waiting: number;
  readonly active: number;
  /** Waiting for their next attempt. */
  readonly delayed: number;
  /** Of the last that are kept. */
  readonly completed: number;
  readonly failed: number;
}

/** A job that failed for good. */
export interface FailedJob extends Failure {
  readonly queue: string;
  readonly id: string;
  readonly job: string;
  /** What the job is about: only the ids of its payload. */
  readonly ids: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly failedAt: Date;
}

/** How a request about one job ended. */
export type JobOutcome = 'done' | 'not_found' | 'not_failed';

/** What an administrator sees of the queues and may do with failed jobs. */
export interface JobBoard {
  queues(): Promise<QueueCounts[]>;
  /** The failed jobs of one queue, latest first; undefined when there is no such queue. */
  failed(queue: string, page?: { readonly offset?: number; readonly limit?: number }): Promise<FailedJob[] | undefined>;
  /** Lets a failed job start again, with all its attempts. */
  retry(queue: string, jobId: string): Promise<JobOutcome>;
  /** Removes a failed job for good. */
  discard(queue: string, jobId: string): Promise<JobOutcome>;
  close(): Promise<void>;
}

/** Names of all queues, with the jobs that go through them. */
const jobsByQueue: ReadonlyMap<string, JobName[]> = Map.groupBy(
  Object.keys(jobDefinitions) as JobName[],
  (job) => jobDefinitions[job].queue,
);

/** The view of these queues; connections are made when first needed. */
export function jobBoardOf(opened: OpenQueues): JobBoard {
  const onFailed = (name: string, jobId: string, act: (job: Job) => Promise<unknown>): Promise<JobOutcome> =>
    opened.use(async (queueOf) => {
      if (!jobsByQueue.has(name)) return 'not_found';
      const queue = queueOf(name);
      const job = await queue.getJob(jobId);
      if (!job) return 'not_found';
      if ((await queue.getJobState(jobId)) !== 'failed') return 'not_failed';
      try {
        await act(job);
        return 'done';
      } catch (error) {
        // somebody else was first
        const state = await queue.getJobState(jobId);
        if (state === 'failed') throw error;
        return state === 'unknown' ? 'not_found' : 'not_failed';
      }
    });
  return {
    queues: () =>
      opened.use((queueOf) => Promise.all([...jobsByQueue].map(([name, jobs]) => countsOf(queueOf(name), jobs)))),
    failed: (name, { offset = 0, limit = 50 } = {}) =>
      opened.use(async (queueOf) => {
        if (!jobsByQueue.has(name)) return undefined;
        const jobs: Job[] = await queueOf(name).getFailed(offset, offset + limit - 1);
        return jobs.map((job) => failedJob(name, job));
      }),
    retry: (name, jobId) =>
      onFailed(name, jobId, (job) => job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })),
    discard: (name, jobId) => onFailed(name, jobId, (job) => job.remove()),
    close: () => opened.close(),
  };
}

async function countsOf(queue: Queue, jobs: readonly JobName[]): Promise<QueueCounts> {
  const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'completed', 'failed');
  const { wait = 0, prioritized = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = counts;
  return { name: queue.name, jobs, waiting: wait + prioritized, active, delayed, completed, failed };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ids in a payload, by name: all that is shown of it. */
export function idsOf(payload: unknown): Record<string, string> {
  const entries = Object.entries((payload ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && UUID.test(entry[1])),
  );
}

function failedJob(queue: string, job: Job): FailedJob {
  return {
    queue,
    id: job.id ?? '',
    job: job.name,
    ids: idsOf(job.data),
    ...readFailure(job.failedReason),
    attempts: job.attemptsMade,
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  };
}
