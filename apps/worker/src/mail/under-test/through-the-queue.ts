import type { JobName } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { createQueues, createWorker, type JobHandler, startRelay, type WorkerReport } from '@buurtbalans/queue';
import { expect } from 'vitest';

/**
 * Lets the one job of the outbox go its whole way, relay, queue and worker, until it is done; `afterFailure` is called
 * once, when it has failed for the first time. For tests.
 */
export async function throughTheQueue<N extends JobName>(db: Database, databaseUrl: string, name: N, handler: JobHandler<N>, afterFailure: () => Promise<void>): Promise<WorkerReport[]> {
  const reports: WorkerReport[] = [];
  const queues = createQueues({ databaseUrl, retry: { attempts: 5, delayMs: 200 } });
  const relay = startRelay({ pool: db.pool, queues, pollMs: 60_000 });
  let first = true;
  const worker = createWorker(name, handler, {
    databaseUrl,
    onReport: (report) => {
      reports.push(report);
      if (report.outcome === 'failed' && first) void afterFailure();
      first = false;
    },
  });
  try {
    expect(await relay.flush()).toBe(1);
    await expect.poll(() => reports.at(-1)?.outcome, { timeout: 15_000 }).toBe('done');
  } finally {
    await relay.stop();
    await worker.close();
    await queues.close();
  }
  return reports;
}
