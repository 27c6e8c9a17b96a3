import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What is sealed, each under a key of its own. */
export type Sealing = 'second factor' | 'second factor offered' | 'password shown';

const NONCE = 12;
const TAG = 16;

const keyOf = (secret: string, what: Sealing): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `buurtbalans ${what}`, 32));

/** Seals bytes so that only this product opens them, and only for the same thing and the same owner: nonce, tag, what is sealed. */
export function seal(secret: string, what: Sealing, owner: string, content: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, what), nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what was sealed; undefined when it was sealed by another key, for something or somebody else, or was changed. */
export function unseal(secret: string, what: Sealing, owner: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, what), sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Seals something for a while, as a text that a browser keeps. */
export function sealFor(secret: string, what: Sealing, owner: string, content: object, until: number): string {
  return seal(secret, what, owner, Buffer.from(JSON.stringify({ content, until }))).toString('base64url');
}

/** What was sealed for a while, as long as that lasts. */
export function unsealed<T extends object>(
  secret: string,
  what: Sealing,
  owner: string,
  text: string,
  now: number,
): T | undefined {
  const bytes = unseal(secret, what, owner, Buffer.from(text, 'base64url'));
  if (!bytes) return undefined;
  const { content, until } = JSON.parse(bytes.toString()) as { content: T; until: number };
  return now < until ? content : undefined;
}
