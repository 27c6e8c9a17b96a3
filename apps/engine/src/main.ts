import { createEngine } from './create-engine.ts';
import { type Config, readConfig } from './platform/config.ts';

/** The configuration; what is wrong with it is one line for whoever starts the engine, without a stack. */
function configured(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

const config = configured();
const app = await createEngine(config);
await app.listen(config.PORT, config.HOST);
// when the launcher disappears, nobody else ends this process
process.on(
  'disconnect',
  () =>
    void app
      .close()
      .catch(() => undefined)
      .finally(() => process.exit(0)),
);
