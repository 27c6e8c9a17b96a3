import { createHash } from 'node:crypto';
import { LOCAL_NETWORK } from '@buurtbalans/contracts';
import { type Account, type Database, findSignIn } from '@buurtbalans/database';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { networkOfCaller } from './origin.ts';

/** Name of the cookie that holds a sign-in token. */
export const COOKIE = 'buurtbalans';

/** What the database keeps of a sign-in token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What the database keeps of the sign-in that a request carries. */
export function tokenHashOf({ cookies }: Pick<FastifyRequest, 'cookies'>): Buffer | undefined {
  const token = cookies[COOKIE];
  return token ? hashToken(token) : undefined;
}

type WhereFrom = Pick<Config, 'DOOR_KEY' | 'DEMONSTRATION_FROM_ANYWHERE'>;

/** Whether an account may be used from where a request comes: those whose password everybody knows, from this machine alone. */
export function mayComeFrom(
  { isDemonstration }: Pick<Account, 'isDemonstration'>,
  request: Pick<FastifyRequest, 'headers' | 'raw'>,
  { DOOR_KEY, DEMONSTRATION_FROM_ANYWHERE }: WhereFrom,
): boolean {
  return (
    !isDemonstration || Boolean(DEMONSTRATION_FROM_ANYWHERE) || networkOfCaller(request, DOOR_KEY) === LOCAL_NETWORK
  );
}

/** The account whose sign-in a request carries, as long as that lasts; it is used by it, and lasts longer. */
export async function signedIn(
  db: Database,
  request: Pick<FastifyRequest, 'cookies' | 'headers' | 'raw'>,
  where: WhereFrom & Pick<Config, 'SIGN_IN_IDLE_MINUTES'>,
): Promise<Account | undefined> {
  const tokenHash = tokenHashOf(request);
  const account = tokenHash && (await findSignIn(db, tokenHash, where.SIGN_IN_IDLE_MINUTES * 60_000));
  return account && mayComeFrom(account, request, where) ? account : undefined;
}
