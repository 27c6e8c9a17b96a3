import { createHash } from 'node:crypto';
import { sealFor, unsealed } from './sealed.ts';

/** Name of the cookie of a browser in which the password was right and the second factor is asked; it opens nothing else. */
export const SHOWN_COOKIE = 'buurtbalans-password-shown';
/** How long it is good, in seconds. */
export const SHOWN_SECONDS = 300;

/** Whose password was right. */
export interface ShownPassword {
  readonly accountId: string;
  /** Of the password as it was stored then: another one, and this is worth nothing. */
  readonly print: string;
}

const OWNER = 'browser';

/** What tells a stored password from another. */
export const printOf = (passwordHash: string): string => createHash('sha256').update(passwordHash).digest('base64url');

/** What the browser keeps between the two steps: sealed, so that it says nothing to whoever finds it. */
export function shownPassword(secret: string, accountId: string, passwordHash: string, now: number): string {
  const shown: ShownPassword = { accountId, print: printOf(passwordHash) };
  return sealFor(secret, 'password shown', OWNER, shown, now + SHOWN_SECONDS * 1_000);
}

/** Whose password was right in a browser within the last five minutes. */
export const readShownPassword = (secret: string, cookie: string | undefined, now: number): ShownPassword | undefined =>
  cookie === undefined ? undefined : unsealed<ShownPassword>(secret, 'password shown', OWNER, cookie, now);
