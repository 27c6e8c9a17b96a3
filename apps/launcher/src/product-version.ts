import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './options.ts';

/** The version of this product, such as `0.1.0`. */
export async function productVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}
