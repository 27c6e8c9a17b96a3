import { framesOf, jobDefinitions, type JobName, type JobPayload } from '@buurtbalans/contracts';
import { WorkerHost } from '@nestjs/bullmq';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { failureOf, writeFailure } from '../failure.ts';
import { JobGivenUp, JobLater } from '../job-outcome.ts';
import type { StandingWorker } from '../standing-worker.ts';
import { handledBy } from './handled-by.ts';

/** What became of a job, for whoever keeps a log. */
export interface JobReport {
  readonly job: JobName;
  readonly jobId: string;
  readonly outcome: 'done' | 'failed' | 'later';
  readonly reason?: string;
  /** Where it failed, as `framesOf` gives it. */
  readonly frames?: string;
}

/** Does the jobs of one name, which `Handles` gives it, with payloads as the contract has them. */
export abstract class JobHost<N extends JobName> extends WorkerHost<StandingWorker & WorkerHost['worker']> {
  #tell: (report: JobReport) => void = () => undefined;

  /** Does one job; throwing means that it is tried again, {@link JobLater} when, and {@link JobGivenUp} that it is not. */
  abstract handle(payload: JobPayload<N>): Promise<void>;

  /** What BullMQ calls: a payload that does not fit fails at once, and of a failure nothing is kept that somebody wrote. */
  override async process(job: Job, token?: string): Promise<void> {
    const payload = payloadOf(this.#name(), job);
    try {
      await this.handle(payload as JobPayload<N>);
    } catch (error) {
      if (!(error instanceof JobLater)) throw kept(error);
      await job.moveToDelayed(Date.now() + error.inMs, token);
      const { cause } = error;
      this.#report(job, 'later', { reason: writeFailure(failureOf(cause)), frames: framesOf(cause) });
      throw new DelayedError();
    }
  }

  /** Tells from now on what becomes of its jobs; its worker has to be there. */
  tellTo(tell: (report: JobReport) => void): void {
    this.#tell = tell;
    this.worker.on('completed', (job) => this.#report(job, 'done'));
    this.worker.on('failed', (job, error) =>
      this.#report(job, 'failed', { reason: error.message, frames: framesOf(error) }),
    );
  }

  #report(job: Job | undefined, outcome: JobReport['outcome'], why: Pick<JobReport, 'reason' | 'frames'> = {}): void {
    this.#tell({ job: this.#name(), jobId: job?.id ?? '', outcome, ...why });
  }

  #name(): JobName {
    return handledBy(this.constructor)!;
  }
}

/** @throws UnrecoverableError with the fields that do not fit, never with what is in them */
function payloadOf(name: JobName, { data }: Job): unknown {
  const payload = jobDefinitions[name].schema.safeParse(data);
  if (payload.success) return payload.data;
  const fields = payload.error.issues.map((issue) => issue.path.join('.') || '·').join(', ');
  throw new UnrecoverableError(writeFailure({ code: 'JOB.PAYLOAD_INVALID', detail: fields }));
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
