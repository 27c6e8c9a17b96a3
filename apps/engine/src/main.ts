import { refuseToBeSuperuser } from '@buurtbalans/database';
import { createLog, takeOverOutput, toStandardOutput } from '@buurtbalans/logging';
import { createEngine } from './create-engine.ts';
import { type Config, readConfig } from './platform/config.ts';

/** What keeps it from starting is one line for whoever starts the engine, without a stack. */
function refuse(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

function configured(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const config = configured();
await refuseToBeSuperuser(config.DATABASE_URL, refuse);
const log = createLog({ program: 'engine', threshold: config.LOG_LEVEL, write: toStandardOutput });
takeOverOutput(log);
const app = await createEngine(config);
await app.listen(config.PORT, config.HOST);
log.info('started', { durationMs: performance.now() });
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
