import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import type { Queue } from 'bullmq';
import { backendOf, type QueueOptions } from './backend.ts';

export type { QueueOptions } from './backend.ts';

/** A job to add: its id follows from what it is for, so that adding it twice is one job. */
export interface NewJob {
  readonly job: JobName;
  readonly jobId: string;
  readonly payload: object;
}

/** The queues that jobs are added to. */
export interface Queues {
  addAll(jobs: readonly NewJob[]): Promise<void>;
  close(): Promise<void>;
}

/** How often a failing job is tried, and how long is waited in between. */
const RETRY = { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } } as const;

/** Opens the queues of all jobs; connections are made when first needed. */
export function createQueues(options: QueueOptions): Queues {
  const { Queue: Backend, connection } = backendOf(options);
  const queues = new Map<string, Queue>();
  const queueOf = (job: JobName): Queue => {
    const { queue: name } = jobDefinitions[job];
    const queue = queues.get(name) ?? new Backend(name, { connection });
    // a queue that loses its connection makes a new one; the outbox keeps what could not be added
    queue.on('error', () => undefined);
    queues.set(name, queue);
    return queue;
  };
  return {
    async addAll(jobs) {
      const byQueue = Map.groupBy(jobs, ({ job }) => queueOf(job));
      for (const [queue, items] of byQueue) {
        await queue.addBulk(
          items.map(({ job, jobId, payload }) => ({
            name: job,
            data: payload,
            opts: { jobId, ...RETRY, removeOnComplete: { count: 1_000 }, removeOnFail: { count: 1_000 } },
          })),
        );
      }
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
