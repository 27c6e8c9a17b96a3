import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { givenSigningKey, readSigningKey } from '../secrets.ts';

/** By what a signing key is known without being told: the beginning of its hash. */
export const markOf = (key: string): string =>
  createHash('sha256').update(`buurtbalans.signing-key.${key}`).digest('hex').slice(0, 16);

/** The mark of the key with which an installation signs, from where its start takes it; null when it is not known here. */
export async function signingKeyMark(dataDir: string): Promise<string | null> {
  const key = givenSigningKey() ?? (await readSigningKey(join(dataDir, 'secrets.json')).catch(() => undefined));
  return key ? markOf(key) : null;
}
