import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import type { Queue } from 'bullmq';
import type { QueueOptions } from './backend.ts';
import { openQueues } from './open-queues.ts';

export type { QueueOptions } from './backend.ts';

/** A job to add: its id follows from what it is for, so that adding it twice is one job. */
export interface NewJob {
  readonly job: JobName;
  readonly jobId: string;
  readonly payload: object;
}

/** The queues that jobs are added to. */
export interface Queues {
  /**
   * Adds jobs. One that waits or runs under the same id is left alone; one that is kept as done or failed makes place
   * for the new one, because a queue silently ignores an id that it still keeps.
   */
  addAll(jobs: readonly NewJob[]): Promise<void>;
  /** Whether the queues answer at all: tells a job that they refuse from queues that are away. */
  areReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** How often a failing job is tried, and how long is waited before the second time; the wait doubles. */
export interface RetryOptions {
  readonly attempts?: number;
  readonly delayMs?: number;
}

const KEPT = 1_000;

/** Opens the queues of all jobs; connections are made when first needed. */
export function createQueues(options: QueueOptions & { readonly retry?: RetryOptions }): Queues {
  const opened = openQueues(options);
  const { attempts = 5, delayMs = 1_000 } = options.retry ?? {};
  const kept = {
    attempts,
    backoff: { type: 'exponential', delay: delayMs },
    removeOnComplete: { count: KEPT },
    removeOnFail: { count: KEPT },
  };
  return {
    addAll: (jobs) =>
      opened.use(async (queueOf) => {
        const byQueue = Map.groupBy(jobs, ({ job }) => jobDefinitions[job].queue);
        for (const [name, items] of byQueue) {
          const queue = queueOf(name);
          await Promise.all(items.map(({ jobId }) => makePlace(queue, jobId)));
          await queue.addBulk(
            items.map(({ job, jobId, payload }) => ({ name: job, data: payload, opts: { jobId, ...kept } })),
          );
        }
      }),
    areReachable: () =>
      opened
        .use(async (queueOf) => queueOf(Object.values(jobDefinitions)[0]!.queue).getJobState('none'))
        .then(
          () => true,
          () => false,
        ),
    close: () => opened.close(),
  };
}

async function makePlace(queue: Queue, jobId: string): Promise<void> {
  const state = await queue.getJobState(jobId);
  if (state === 'completed' || state === 'failed') await queue.remove(jobId);
}
