/** A worker that stands still in the middle of making a PDF, when its layout has begun and nothing is stored, so that it can be killed there. */
import { openDatabase } from '@buurtbalans/database';
import { RenderProcess } from '@buurtbalans/reports';
import { hostJob } from '@buurtbalans/testing/jobs';
import { ReportsRenderProcessor } from '../../../apps/worker/src/jobs/reports-render.processor.ts';

const databaseUrl = process.env.DATABASE_URL ?? '';
const db = openDatabase({ url: databaseUrl });
const connect = db.pool.connect.bind(db.pool) as () => Promise<{ query: (...args: unknown[]) => Promise<unknown> }>;
Object.assign(db.pool, {
  connect: async () => {
    const client = await connect();
    const query = client.query.bind(client);
    client.query = async (...args) => {
      const result = await query(...args);
      if (JSON.stringify(args).includes('"layout"')) {
        process.stdout.write('rendering\n');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
      }
      return result;
    };
    return client;
  },
});
const processor = new ReportsRenderProcessor(db, new RenderProcess());
await hostJob('reports.render', (job) => processor.handle(job), { databaseUrl, lockMs: 2_000, stalledMs: 1_000 });
