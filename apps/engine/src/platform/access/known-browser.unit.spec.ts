import { expect, it } from 'vitest';
import { KNOWN_DAYS, knownBrowser, readKnownBrowser } from './known-browser.ts';

const DAY = 86_400_000;
const NOW = 20_000 * DAY;
const [ours, other] = ['a secret of ours', 'a secret of others'];

it('[E213] a browser is known to one account, for half a year, and to nobody who makes its cookie', () => {
  const cookie = knownBrowser(ours, 'account', NOW);
  expect(readKnownBrowser(ours, 'account', cookie, NOW)).toMatch(/^[\w-]{12}$/);
  expect(readKnownBrowser(ours, 'account', cookie, NOW + (KNOWN_DAYS - 1) * DAY)).toBeDefined();
  for (const [secret, account, given, now] of [
    [other, 'account', cookie, NOW],
    [ours, 'another', cookie, NOW],
    [ours, 'account', cookie, NOW + (KNOWN_DAYS + 1) * DAY],
    [ours, 'account', cookie.replace(/\.\d+\./, '.99999.'), NOW],
    [ours, 'account', '', NOW],
    [ours, 'account', undefined, NOW],
    [ours, 'account', '..', NOW],
  ] as const)
    expect(readKnownBrowser(secret, account, given, now)).toBeUndefined();
});
