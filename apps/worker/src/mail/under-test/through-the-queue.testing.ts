import type { JobName } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { createQueues, startRelay } from '@buurtbalans/queue';
import type { JobHost, JobReport } from '@buurtbalans/queue/nest';
import { hostJob } from '@buurtbalans/testing/jobs';
import { expect } from 'vitest';

/**
 * Lets the one job of the outbox go its whole way, relay, queue and worker, until it is done, or has failed; `afterFailure`
 * is called once, when it could not be done at first. For tests.
 */
export async function throughTheQueue<N extends JobName>(
  db: Database,
  databaseUrl: string,
  name: N,
  processor: JobHost<N>,
  afterFailure: () => Promise<void>,
  ends: JobReport['outcome'] = 'done',
): Promise<JobReport[]> {
  const reports: JobReport[] = [];
  const queues = createQueues({ databaseUrl, retry: { attempts: 5, delayMs: 200 } });
  const relay = startRelay({ pool: db.pool, queues, pollMs: 60_000 });
  let first = true;
  const worker = await hostJob(name, (payload) => processor.handle(payload), {
    databaseUrl,
    onReport: (report) => {
      reports.push(report);
      if (report.outcome !== 'done' && first) void afterFailure();
      first = false;
    },
  });
  try {
    expect(await relay.flush()).toBe(1);
    await expect.poll(() => reports.at(-1)?.outcome, { timeout: 30_000 }).toBe(ends);
  } finally {
    await relay.stop();
    await worker.close();
    await queues.close();
  }
  return reports;
}
