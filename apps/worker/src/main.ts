import { constants, setPriority } from 'node:os';
import { refuseToBeSuperuser } from '@buurtbalans/database';
import { createLog, takeOverOutput, toStandardOutput } from '@buurtbalans/logging';
import { createWorker } from './create-worker.ts';
import { readConfig } from './platform/config.ts';
import { HealthService } from './platform/health.service.ts';

try {
  // who waits before a screen comes first
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // not everywhere allowed
}

/** What keeps it from starting is one line for whoever starts the worker, without a stack. */
function refuse(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

function configured(): ReturnType<typeof readConfig> {
  try {
    return readConfig(process.env);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const config = configured();
await refuseToBeSuperuser(config.DATABASE_URL, refuse);
const log = createLog({ program: 'worker', threshold: config.LOG_LEVEL, write: toStandardOutput });
takeOverOutput(log);
if (!config.mail) log.info('no mail');
const app = await createWorker(config, log).catch((error: unknown) => refuse((error as Error).message));
log.info('started', { durationMs: performance.now() });
app.get(HealthService).answer();
// asked to end by whoever supervises it
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => log.info('stopping'));
// when the launcher disappears, nobody else ends this process
process.on(
  'disconnect',
  () =>
    void app
      .close()
      .catch(() => undefined)
      .finally(() => process.exit(0)),
);
