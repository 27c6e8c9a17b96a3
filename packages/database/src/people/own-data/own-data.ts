import type { Database } from '../../database.ts';
import { type Account, accountsIn } from '../account.repository.ts';
import { readRecorded } from './recorded.ts';
import { OWN_DATA_ROWS } from './rows.ts';
import { readTrajectoriesOf } from './trajectories-of.ts';
import { readWorkOf } from './work-of.ts';

/**
 * Everything that the product keeps of one account, and of nobody else: where something was about somebody else too, what is
 * of them is left out. What was said in meetings is not among it, since it stands in no table whose it is.
 */
export async function readOwnData(db: Database, account: Account) {
  const [own, recorded, trajectories, work] = await Promise.all([
    readAccountRows(db, account),
    readRecorded(db, account.id),
    readTrajectoriesOf(db, account),
    readWorkOf(db, account.id),
  ]);
  const data = { ...own, ...recorded, ...trajectories, ...work };
  return { ...data, isCut: Object.values(data).some((list) => Array.isArray(list) && list.length >= OWN_DATA_ROWS) };
}

/** See {@link readOwnData}. */
export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** The account itself, with what lets its owner in. */
async function readAccountRows(db: Database, { id, email }: Account) {
  return db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => ({
    account: await accountsIn(tx)
      .select(['account.last_sign_in_at', 'account.state_since'])
      .where('account.id', '=', id)
      .executeTakeFirstOrThrow(),
    links: await tx
      .selectFrom('account_invitation')
      .select(['purpose', 'by_mail as byMail', 'created_at as createdAt', 'expires_at as expiresAt'])
      .where('account_id', '=', id)
      .orderBy('created_at')
      .execute(),
    signIns: await db.query
      .selectFrom('sign_in')
      .select(['began_at as beganAt', 'expires_at as expiresAt', 'browser'])
      .where('account_id', '=', id)
      .orderBy('began_at')
      .execute(),
    providers: await tx
      .selectFrom('account_identity')
      .select(['issuer', 'subject', 'linked_at as since'])
      .where('account_id', '=', id)
      .orderBy('linked_at')
      .execute(),
    // of the secret and the recovery codes only that they are there: what they are opens the account
    secondFactors: await tx.selectFrom('second_factor').select(['since']).where('account_id', '=', id).execute(),
    email,
  }));
}
