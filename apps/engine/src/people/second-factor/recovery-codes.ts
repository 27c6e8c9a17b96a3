import { createHash, randomBytes } from 'node:crypto';

/** How many there are. */
const COUNT = 10;
/** Letters and digits of which none is taken for another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 24;

/** Ten new recovery codes of 120 random bits, in groups of four: too long to guess, so that nothing has to slow guessing down. */
export const newRecoveryCodes = (): string[] => Array.from({ length: COUNT }, newCode);

function newCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]!).join('');
  return signs.match(/.{4}/g)!.join('-');
}

/** What is kept of a recovery code, however it was typed. A plain hash will do for 120 random bits. */
export function hashOfCode(code: string): string {
  const signs = code
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(signs).digest('base64url');
}
