import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../secrets.ts';

/**
 * By what the signing key of an installation is known without being told: the beginning of its hash. It comes from
 * `BUURTBALANS_SECRET`, or from the data folder; null when it is in neither.
 */
export async function signingKeyMark(dataDir: string): Promise<string | null> {
  const key = process.env.BUURTBALANS_SECRET || (await keyIn(join(dataDir, 'secrets.json')));
  return key ? createHash('sha256').update(`buurtbalans.signing-key.${key}`).digest('hex').slice(0, 16) : null;
}

async function keyIn(file: string): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>).signingKey;
  } catch {
    return undefined;
  }
}
