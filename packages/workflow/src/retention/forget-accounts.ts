import { type Database, forgetAccount, listPastAccounts } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

/** Takes what there is of the person out of accounts that are past their terms, each alone. Gives how many there were. */
export async function forgetAccounts(db: Database, options: SweepOptions = {}): Promise<number> {
  const past = await listPastAccounts(db, {
    disabled: RETENTION.disabledAccounts,
    invited: RETENTION.untakenAccounts,
  });
  return eachAlone(
    db,
    past,
    (id) => ({ part: 'accounts', id }),
    options,
    async (id) => Number(await forgetAccount(db, id)),
  );
}
