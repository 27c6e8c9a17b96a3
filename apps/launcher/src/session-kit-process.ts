import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './options.ts';

await import(pathToFileURL(join(ROOT, 'apps', 'session-kit', 'build', 'index.js')).href);
