import { argon2, argon2Sync, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP's password storage advice for Argon2id: 19 MiB, two passes, one lane
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const LENGTH = 32;
const SALT = 16;
/** How every password is put down that is new: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
const HEAD = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$`;
/** Most that an earlier form may take, in bytes: scrypt with N = 2^17 and r = 8. */
const SCRYPT_MEMORY = 256 * 1024 * 1024;

const deriveApart = promisify(argon2);
const message = (password: string): string => password.normalize('NFKC');
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/**
 * Hashes a password with Argon2id and a salt of its own. For whoever serves nobody else meanwhile: it takes a thread that
 * files and names are looked up with; the engine has a line of its own for it.
 */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT);
  return (
    HEAD +
    [nonce, await deriveApart('argon2id', { ...COST, message: message(password), nonce, tagLength: LENGTH })]
      .map(text)
      .join('$')
  );
}

/** The same on the spot: some 40 milliseconds in which this thread does nothing else. */
export function hashPasswordHere(password: string): string {
  const nonce = randomBytes(SALT);
  return (
    HEAD +
    [nonce, argon2Sync('argon2id', { ...COST, message: message(password), nonce, tagLength: LENGTH })]
      .map(text)
      .join('$')
  );
}

/** Whether the password fits the stored hash; takes the same time whatever differs. On the spot, as {@link hashPasswordHere}. */
export function verifyPasswordHere(password: string, stored: string): boolean {
  const derived = stored.startsWith('$argon2id$') ? byArgon2(password, stored) : byScrypt(password, stored);
  return derived !== undefined && timingSafeEqual(derived.actual, derived.expected);
}

/** Whether a stored hash is of an earlier form, or of less cost than those that are made now. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(HEAD);

interface Derived {
  readonly actual: Buffer;
  readonly expected: Buffer;
}

function byArgon2(password: string, stored: string): Derived | undefined {
  const [, memory, passes, parallelism, salt = '', hash = ''] =
    /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$([\w+/]{11,86})\$([\w+/]{22,86})$/.exec(stored) ?? [];
  if (!memory) return undefined;
  const expected = Buffer.from(hash, 'base64');
  const actual = argon2Sync('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    message: message(password),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
  });
  return { actual, expected };
}

/** Versions up to 0.3: `scrypt$N$r$p$salt$hash`. */
function byScrypt(password: string, stored: string): Derived | undefined {
  const [kind, N, r, p, salt, hash] = stored.split('$');
  if (kind !== 'scrypt' || !salt || !hash) return undefined;
  const expected = Buffer.from(hash, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: SCRYPT_MEMORY };
  return { actual: scryptSync(message(password), Buffer.from(salt, 'base64'), expected.length, cost), expected };
}
