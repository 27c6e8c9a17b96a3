import { createEngine } from './create-engine.ts';
import { readConfig } from './platform/config.ts';

const config = readConfig(process.env);
const app = await createEngine(config);
await app.listen(config.PORT, config.HOST);
// when the launcher disappears, nobody else ends this process
process.on('disconnect', () => void app.close().finally(() => process.exit(0)));
