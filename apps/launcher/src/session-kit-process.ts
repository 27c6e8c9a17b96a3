import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './options.ts';

// the built server knows nothing of the launcher: this process ends it when the launcher disappears
process.on('disconnect', () => process.exit(0));
// … and the channel to it does not keep the process alive once its server has closed
process.channel?.unref();
await import(pathToFileURL(join(ROOT, 'apps', 'session-kit', 'build', 'index.js')).href);
