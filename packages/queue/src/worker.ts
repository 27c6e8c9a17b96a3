import { setTimeout as sleep } from 'node:timers/promises';
import { framesOf, jobDefinitions, type JobName, type JobPayload } from '@buurtbalans/contracts';
import { DelayedError, type Job, UnrecoverableError, type Worker } from 'bullmq';
import { backendOf, isSchemaMissing, type QueueOptions } from './backend.ts';
import { failureOf, writeFailure } from './failure.ts';
import { JobGivenUp, JobLater } from './job-outcome.ts';
import { migrateQueues } from './migrate-queues.ts';

/** Does one job; throwing means that it is tried again, {@link JobLater} when, and {@link JobGivenUp} that it is not. */
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
  readonly outcome: 'done' | 'failed' | 'later';
  readonly reason?: string;
  /** Where it failed, as `framesOf` gives it. */
  readonly frames?: string;
}

/** How a worker works. */
export interface WorkerOptions extends QueueOptions {
  readonly onReport?: (report: WorkerReport) => void;
  readonly concurrency?: number;
  /** How long a worker may be silent before its job is another's, in milliseconds. */
  readonly lockMs?: number;
  /** How often is looked for such jobs, in milliseconds. */
  readonly stalledMs?: number;
}

/** How soon a worker tries again to reach its queue, in milliseconds. */
const AGAIN_MS = 1_000;

/** How long closing may take beyond the job under way, in milliseconds. */
const CLOSE_MS = 2_000;

/** Starts a worker for one job; a payload that does not fit the job's schema fails at once. */
export function createWorker<N extends JobName>(name: N, handler: JobHandler<N>, options: WorkerOptions): JobWorker {
  const { Worker: Backend, connection } = backendOf(options);
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let mending: Promise<void> | undefined;
  let busy = 0;

  // one mending at a time: each turn of the worker's loop fails as long as the schema is gone
  const mend = (error: unknown, then: () => void = () => undefined): void => {
    if (!options.queueUrl && !stopped && isSchemaMissing(error))
      mending ??= migrateQueues(options.databaseUrl).finally(() => (mending = undefined));
    void Promise.resolve(mending).then(then, then);
  };
  const open = (): Worker => {
    const process = async (job: Job, token?: string): Promise<void> => {
      busy += 1;
      try {
        await work(name, handler, job);
      } catch (error) {
        if (error instanceof UnrecoverableError) throw error;
        if (!(error instanceof JobLater)) throw kept(error);
        await job.moveToDelayed(Date.now() + error.inMs, token);
        options.onReport?.({
          job: name,
          jobId: job.id ?? '',
          outcome: 'later',
          reason: writeFailure(failureOf(error.cause)),
          frames: framesOf(error.cause),
        });
        throw new DelayedError();
      } finally {
        busy -= 1;
      }
    };
    const worker = new Backend(jobDefinitions[name].queue, process, {
      connection,
      concurrency: options.concurrency ?? 1,
      // a killed worker's job is taken over within seconds, and a second crash does not fail it for good
      stalledInterval: options.stalledMs ?? 5_000,
      lockDuration: options.lockMs ?? 10_000,
      maxStalledCount: 3,
      runRetryDelay: AGAIN_MS,
    });
    worker.on('error', (error) => mend(error));
    worker.on('completed', (job) => options.onReport?.({ job: name, jobId: job.id ?? '', outcome: 'done' }));
    worker.on('failed', (job, error) =>
      options.onReport?.({
        job: name,
        jobId: job?.id ?? '',
        outcome: 'failed',
        reason: error.message,
        frames: framesOf(error),
      }),
    );
    // a worker whose first connection failed never tries again by itself
    worker.waitUntilReady().catch((error: unknown) => {
      if (stopped) return;
      void worker.close().catch(() => undefined);
      mend(error, () => {
        again = setTimeout(() => (current = stopped ? current : open()), AGAIN_MS);
      });
    });
    return worker;
  };

  let current = open();
  return {
    async close() {
      stopped = true;
      clearTimeout(again);
      const closed = current.close().then(
        () => true,
        () => true,
      );
      // with a queue that cannot be reached, closing would wait for it; only a job under way is worth waiting for
      while (!(await Promise.race([closed, sleep(CLOSE_MS, false)])) && busy > 0);
      void current.disconnect().catch(() => undefined);
    },
  };
}

async function work<N extends JobName>(name: N, handler: JobHandler<N>, job: Job): Promise<void> {
  const payload = jobDefinitions[name].schema.safeParse(job.data);
  if (!payload.success) {
    const fields = payload.error.issues.map((issue) => issue.path.join('.') || '·').join(', ');
    throw new UnrecoverableError(writeFailure({ code: 'JOB.PAYLOAD_INVALID', detail: fields }));
  }
  await handler(payload.data as JobPayload<N>);
}

/** The error as the queue may keep it: neither its message nor its stack holds what somebody wrote. */
function kept(error: unknown): Error {
  const isGivenUp = error instanceof JobGivenUp;
  const cause = isGivenUp ? error.cause : error;
  const message = writeFailure(failureOf(cause));
  const safe = isGivenUp ? new UnrecoverableError(message) : new Error(message);
  safe.stack = `${message}\n${framesOf(cause)}`;
  return safe;
}
