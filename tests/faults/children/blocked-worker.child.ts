/** A worker whose event loop stands still, in the middle of a document, for longer than its lock holds. */
import { openDatabase } from '@buurtbalans/database';
import { RenderProcess } from '@buurtbalans/reports';
import { hostJob } from '@buurtbalans/testing/jobs';
import { ReportsRenderProcessor } from '../../../apps/worker/src/jobs/reports-render.processor.ts';

const BLOCKED_MS = 22_000;
const databaseUrl = process.env.DATABASE_URL ?? '';
const db = openDatabase({ url: databaseUrl, silenceMs: 60_000 });
const connect = db.pool.connect.bind(db.pool) as (...args: unknown[]) => unknown;
let connections = 0;
Object.assign(db.pool, {
  connect: (...args: unknown[]) => {
    connections += 1;
    // by the fifth, the attempt has begun and its snapshot is being taken
    if (connections === 5) {
      process.stdout.write('blocked\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);
    }
    return connect(...args);
  },
});
const processor = new ReportsRenderProcessor(db, new RenderProcess());
await hostJob(
  'reports.render',
  async (job) => {
    await processor.handle(job);
    process.stdout.write('finished\n');
  },
  { databaseUrl },
);
