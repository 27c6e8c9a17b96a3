import { jobDefinitions, type JobName, type JobPayload } from '@buurtbalans/contracts';
import { backendOf, type QueueOptions } from './backend.ts';

/** Does one job; throwing means that it is tried again. */
export type JobHandler<N extends JobName> = (payload: JobPayload<N>) => Promise<void>;

/** A running worker. */
export interface JobWorker {
  /** Lets the job under way finish, then stops. */
  close(): Promise<void>;
}

/** What a worker tells of its work. */
export interface WorkerReport {
  readonly job: JobName;
  readonly jobId: string;
  readonly outcome: 'done' | 'failed';
  readonly reason?: string;
}

/** Starts a worker for one job; a payload that does not fit the job's schema fails at once. */
export function createWorker<N extends JobName>(
  name: N,
  handler: JobHandler<N>,
  options: QueueOptions & { readonly onReport?: (report: WorkerReport) => void; readonly concurrency?: number },
): JobWorker {
  const { Worker, connection } = backendOf(options);
  const definition = jobDefinitions[name];
  const worker = new Worker(
    definition.queue,
    async (job) => {
      await handler(definition.schema.parse(job.data) as JobPayload<N>);
    },
    {
      connection,
      concurrency: options.concurrency ?? 1,
      // a killed worker's job is taken over within seconds, and a second crash does not fail it for good
      stalledInterval: 5_000,
      lockDuration: 10_000,
      maxStalledCount: 3,
    },
  );
  worker.on('error', () => undefined);
  worker.on('completed', (job) => options.onReport?.({ job: name, jobId: job.id ?? '', outcome: 'done' }));
  worker.on('failed', (job, error) => options.onReport?.({ job: name, jobId: job?.id ?? '', outcome: 'failed', reason: error.message }));
  return { close: () => worker.close() };
}
