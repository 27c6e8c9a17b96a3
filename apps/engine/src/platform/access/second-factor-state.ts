import { type EndpointId, ProductError, WITHOUT_SECOND_FACTOR } from '@buurtbalans/contracts';
import { type Account, type Database, hasSecondFactor, readPasswordHash } from '@buurtbalans/database';
import type { Config } from '../config.ts';

type Asking = Pick<Config, 'SECOND_FACTOR'>;

/**
 * Whether an account has a second factor, and whether this product asks one of its role. Of somebody without a password it asks
 * none: their organisation lets them in, and asks what it wants.
 */
export async function secondFactorState(
  db: Database,
  { id, role }: Account,
  { SECOND_FACTOR }: Asking,
): Promise<'on' | 'off' | 'needed'> {
  if (await hasSecondFactor(db, id)) return 'on';
  return SECOND_FACTOR.includes(role) && (await readPasswordHash(db, id)) !== null ? 'needed' : 'off';
}

/**
 * Keeps out of everything but setting one up whoever has no second factor, where this product asks one of their role. Of other
 * roles nothing is looked up.
 */
export async function askForSecondFactor(
  db: Database,
  account: Account,
  endpoint: EndpointId,
  config: Asking,
): Promise<void> {
  if (!config.SECOND_FACTOR.includes(account.role) || WITHOUT_SECOND_FACTOR.has(endpoint)) return;
  if ((await secondFactorState(db, account, config)) === 'needed') throw new ProductError('AUTH.SECOND_FACTOR_NEEDED');
}
