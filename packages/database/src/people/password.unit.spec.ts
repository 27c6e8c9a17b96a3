import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, hashPasswordHere, isOutdated, verifyPasswordHere } from './password.ts';

describe('[E212] a password', () => {
  it('is put down by Argon2id with 19 MiB, two passes and a salt of its own', async () => {
    const [one, other] = [await hashPassword('fiets lantaarn'), hashPasswordHere('fiets lantaarn')];
    for (const stored of [one, other]) {
      expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
      expect(verifyPasswordHere('fiets lantaarn', stored)).toBe(true);
      expect(verifyPasswordHere('fiets lantaarm', stored)).toBe(false);
      expect(isOutdated(stored)).toBe(false);
    }
    expect(one).not.toBe(other);
  });

  it('is the same however its letters are composed', () => {
    expect(verifyPasswordHere('cafe\u0301 in de straat', hashPasswordHere('café in de straat'))).toBe(true);
  });

  it('of an earlier version fits, and is outdated; so is one of less cost', () => {
    const salt = Buffer.from('0123456789abcdef');
    const hash = scryptSync('fiets lantaarn', salt, 32, { N: 1024, r: 8, p: 1 });
    const stored = ['scrypt', 1024, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');
    expect(verifyPasswordHere('fiets lantaarn', stored)).toBe(true);
    expect(verifyPasswordHere('fiets', stored)).toBe(false);
    expect(isOutdated(stored)).toBe(true);
    expect(isOutdated(hashPasswordHere('fiets').replace('t=2', 't=1'))).toBe(true);
  });

  it.each(['', 'x', 'scrypt$1024', '$argon2id$v=19$m=19456,t=2,p=1$', 'plain'])(
    'never fits what is no hash: %s',
    (stored) => {
      expect(verifyPasswordHere('', stored)).toBe(false);
    },
  );
});
