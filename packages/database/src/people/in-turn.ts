import type { ScopedTransaction } from '../database.ts';

/**
 * Within a transaction of `bb_credentials`: what begins sign-ins of an account and what changes how one signs in to it go one
 * after the other, so that none begins by what was changed.
 */
export const inTurn = async (tx: ScopedTransaction, accountId: string): Promise<void> =>
  void (await tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute());
