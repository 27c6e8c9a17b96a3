import type { JobName, JobPayload } from '@buurtbalans/contracts';
import type { QueueOptions } from '@buurtbalans/queue';
import { Handles, type HandlingOptions, JobHost, type JobReport, QueueModule } from '@buurtbalans/queue/nest';
import { NestFactory } from '@nestjs/core';

/** A program that does the jobs of one name. */
export interface HostedJob {
  /** Lets the jobs under way finish, then ends. */
  close(): Promise<void>;
}

/** Does the jobs of that name by this function, in a program of its own: as the worker does them, by Nest and its module of queues. */
export async function hostJob<N extends JobName>(
  name: N,
  handle: (payload: JobPayload<N>) => Promise<void>,
  options: QueueOptions & HandlingOptions & { readonly onReport?: (report: JobReport) => void },
): Promise<HostedJob> {
  const { concurrency, lockMs, stalledMs, ...rest } = options;
  class Hosted extends JobHost<N> {
    handle(payload: JobPayload<N>): Promise<void> {
      return handle(payload);
    }
  }
  Handles(name, {
    ...(concurrency && { concurrency }),
    ...(lockMs && { lockMs }),
    ...(stalledMs && { stalledMs }),
  })(Hosted);
  const module = QueueModule.forProcessors({ ...rest, jobs: [name] });
  return NestFactory.createApplicationContext(
    { module: class Program {}, imports: [module], providers: [Hosted] },
    { logger: false, abortOnError: false },
  );
}
