import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './options.ts';

// the built server knows nothing of the launcher: this process ends it when the launcher disappears
process.on('disconnect', () => process.exit(0));
await import(pathToFileURL(join(ROOT, 'apps', 'session-kit', 'build', 'index.js')).href);
