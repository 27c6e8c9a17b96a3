import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Name of the cookie of a browser in which somebody has signed in before; it opens nothing. */
export const KNOWN_COOKIE = 'buurtbalans-known';
/** Days for which a browser stays known. */
export const KNOWN_DAYS = 180;

const markOf = (secret: string, accountId: string, name: string): Buffer =>
  createHmac('sha256', secret).update(`known-browser.${accountId}.${name}`).digest();

/** What a browser is given once somebody has signed in: a name of its own, its last day, and a mark that only this product makes. */
export function knownBrowser(secret: string, accountId: string, now: number): string {
  const name = `${randomBytes(9).toString('base64url')}.${Math.floor(now / 86_400_000) + KNOWN_DAYS}`;
  return `${name}.${markOf(secret, accountId, name).toString('base64url')}`;
}

/** The name of a browser in which somebody has signed in to that account before; undefined for any other. */
export function readKnownBrowser(
  secret: string,
  accountId: string,
  cookie: string | undefined,
  now: number,
): string | undefined {
  const [id = '', day = '', mark = ''] = (cookie ?? '').split('.');
  const given = Buffer.from(mark, 'base64url');
  const expected = markOf(secret, accountId, `${id}.${day}`);
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs && Number(day) * 86_400_000 > now ? id : undefined;
}
