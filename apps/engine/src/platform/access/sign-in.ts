import { createHash } from 'node:crypto';
import { type Account, type Database, findSignIn } from '@buurtbalans/database';
import type { FastifyRequest } from 'fastify';

/** Name of the cookie that holds a sign-in token. */
export const COOKIE = 'buurtbalans';

/** What the database keeps of a sign-in token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The account whose sign-in a request carries, as long as that lasts. */
export async function signedIn(
  db: Database,
  { cookies }: Pick<FastifyRequest, 'cookies'>,
): Promise<Account | undefined> {
  const token = cookies[COOKIE];
  return token ? findSignIn(db, hashToken(token)) : undefined;
}
