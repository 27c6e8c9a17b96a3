import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './options.ts';

/**
 * Keeps what Node compiles, here and in the programs that are started: a start is mostly that. A build clears it away; where
 * nobody may write, nothing is kept.
 */
export function keepCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= join(ROOT, '.cache', 'code');
  enableCompileCache(process.env['NODE_COMPILE_CACHE']);
}
