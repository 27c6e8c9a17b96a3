/** Moves the outbox once, and stops for ever after the jobs were added and before their rows are deleted. */
import { openDatabase } from '@buurtbalans/database';
import { createQueues, startRelay } from '@buurtbalans/queue';

const { DATABASE_URL = '' } = process.env;
const queues = createQueues({ databaseUrl: DATABASE_URL });
const relay = startRelay({
  pool: openDatabase({ url: DATABASE_URL }).pool,
  queues: {
    ...queues,
    async addAll(jobs) {
      await queues.addAll(jobs);
      process.stdout.write('added\n');
      await new Promise(() => setInterval(() => undefined, 1_000));
    },
  },
});
await relay.flush();
