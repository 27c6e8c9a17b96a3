import { describe, expect, it } from 'vitest';
import { hashOfCode, newRecoveryCodes } from './recovery-codes.ts';
import { seal, sealFor, unseal, unsealed } from './sealed.ts';
import { printOf, readShownPassword, SHOWN_SECONDS, shownPassword } from './shown-password.ts';
import { inBase32, newSecret, otpauthAddress, stepOf } from './totp.ts';

const KEY = 'k'.repeat(40);

describe('[E301] codes of an app', () => {
  // RFC 6238, appendix B, for SHA-1: six of their eight digits are what apps show
  const secret = Buffer.from('12345678901234567890');
  it.each([
    [59, '94287082', 1],
    [1_111_111_109, '07081804', 37_037_036],
    [1_111_111_111, '14050471', 37_037_037],
    [1_234_567_890, '89005924', 41_152_263],
    [2_000_000_000, '69279037', 66_666_666],
    [20_000_000_000, '65353130', 666_666_666],
  ])('are those of the standard at second %i', (second, digits, step) => {
    expect(stepOf(secret, digits.slice(2), second * 1_000)).toBe(step);
  });

  it('are taken a step early or late, and no more', () => {
    const at = (second: number) => stepOf(secret, '287082', second * 1_000);
    expect([0, 29, 30, 59, 60, 89].map(at)).toEqual([1, 1, 1, 1, 1, 1]);
    expect([90, 120, 3_600].map(at)).toEqual([undefined, undefined, undefined]);
    for (const code of ['', '28708', '2870822', 'abcdef', '287083'])
      expect(stepOf(secret, code, 59_000)).toBeUndefined();
  });

  it('are made of 160 random bits, which an app reads from an address', () => {
    const [one, other] = [newSecret(), newSecret()];
    expect([one.length, one.equals(other)]).toEqual([20, false]);
    const address = new URL(otpauthAddress(one, 'a+b@example.nl'));
    expect([address.protocol, address.searchParams.get('secret')]).toEqual(['otpauth:', inBase32(one)]);
    expect(decodeURIComponent(address.pathname)).toContain('Buurtbalans:a+b@example.nl');
  });
});

it('[E303] recovery codes are ten of 120 bits, known again however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes.map(hashOfCode)).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(hashOfCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(hashOfCode(code));
  }
  expect(hashOfCode('oil')).toBe(hashOfCode('011'));
});

describe('[E304] what is sealed', () => {
  const content = Buffer.from('secret');
  it('is opened for the same thing, the same owner and by the same key alone, and not when it was changed', () => {
    const sealed = seal(KEY, 'second factor', 'a', content);
    expect(unseal(KEY, 'second factor', 'a', sealed)).toEqual(content);
    expect(sealed.includes(content)).toBe(false);
    expect(seal(KEY, 'second factor', 'a', content)).not.toEqual(sealed);
    expect(unseal('l'.repeat(40), 'second factor', 'a', sealed)).toBeUndefined();
    expect(unseal(KEY, 'second factor', 'b', sealed)).toBeUndefined();
    expect(unseal(KEY, 'second factor offered', 'a', sealed)).toBeUndefined();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(unseal(KEY, 'second factor', 'a', changed)).toBeUndefined();
      expect(unseal(KEY, 'second factor', 'a', sealed.subarray(0, at))).toBeUndefined();
    }
  });

  it('for a while is not opened after it, nor what a browser made up', () => {
    const text = sealFor(KEY, 'second factor offered', 'a', { bytes: 'x' }, 1_000);
    expect(unsealed(KEY, 'second factor offered', 'a', text, 999)).toEqual({ bytes: 'x' });
    expect(unsealed(KEY, 'second factor offered', 'a', text, 1_000)).toBeUndefined();
    for (const made of ['', '.', 'e30', text.slice(4)])
      expect(unsealed(KEY, 'second factor offered', 'a', made, 0)).toBeUndefined();
  });
});

it('[E300] that a password was right is known for five minutes, of that account and that password', () => {
  const cookie = shownPassword(KEY, 'account', 'hash', 5_000);
  const at = (seconds: number) => readShownPassword(KEY, cookie, 5_000 + seconds * 1_000);
  expect(at(SHOWN_SECONDS - 1)).toEqual({ accountId: 'account', print: printOf('hash') });
  expect(at(SHOWN_SECONDS)).toBeUndefined();
  expect(readShownPassword(KEY, undefined, 0)).toBeUndefined();
  expect(cookie).not.toContain('account');
  expect(printOf('other')).not.toBe(printOf('hash'));
});
