import { sql } from 'kysely';
import type { Database, ScopedTransaction } from '../database.ts';
import { type Account, accountOf, accountsIn } from './account.repository.ts';

/** A sign-in that has not expired, as it is told to whoever may end it. */
export interface OpenSignIn {
  readonly id: string;
  readonly beganAt: Date;
  readonly expiresAt: Date;
  /** Kind of browser, as it called itself; null when it did not. */
  readonly browser: string | null;
}

/** Keeps a sign-in by the hash of its token. */
export async function saveSignIn(
  db: Database,
  tokenHash: Buffer,
  accountId: string,
  expiresAt: Date,
  browser: string | null = null,
): Promise<void> {
  await keepSignIn(db.query, { tokenHash, accountId, expiresAt, browser });
}

/** A sign-in that begins, by the password that somebody has just shown to know. */
export interface NewSignIn {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  /** As it was stored when the password was found to fit. */
  readonly passwordHash: string;
  readonly expiresAt: Date;
  readonly browser: string | null;
}

/**
 * Begins a sign-in and notes it with its account. Gives false, and does nothing, when that is not active any more or has
 * another password by now: whoever reset or disabled it meanwhile meant this one too.
 */
export async function beginSignIn(db: Database, { passwordHash, ...signIn }: NewSignIn): Promise<boolean> {
  return db.asRole({ role: 'bb_credentials', accountId: signIn.accountId }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('account')
      .set({ last_sign_in_at: sql`now()` })
      .where('id', '=', signIn.accountId)
      .where('state', '=', 'active')
      .where('password_hash', '=', passwordHash)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await keepSignIn(tx, signIn);
    return true;
  });
}

/** Keeps a sign-in in the transaction of whoever let somebody in. */
export const keepSignIn = (
  db: Pick<ScopedTransaction, 'insertInto'>,
  { tokenHash, accountId, expiresAt, browser }: Omit<NewSignIn, 'passwordHash'>,
) =>
  db
    .insertInto('sign_in')
    .values({ token_hash: tokenHash, account_id: accountId, expires_at: expiresAt, browser })
    .execute();

/** The active account behind a token that has not expired. */
export async function findSignIn(db: Database, tokenHash: Buffer): Promise<Account | undefined> {
  const row = await accountsIn(db.query)
    .innerJoin('sign_in', 'sign_in.account_id', 'account.id')
    .where('sign_in.token_hash', '=', tokenHash)
    .where('sign_in.expires_at', '>', new Date())
    .where('account.state', '=', 'active')
    .executeTakeFirst();
  return row && accountOf(row);
}

/** Ends a sign-in; gives the id of its account, or undefined when there was none. */
export async function deleteSignIn(db: Database, tokenHash: Buffer): Promise<string | undefined> {
  const row = await db.query
    .deleteFrom('sign_in')
    .where('token_hash', '=', tokenHash)
    .returning('account_id')
    .executeTakeFirst();
  return row?.account_id;
}

/** Where an account is signed in, latest first; `isCurrent` is the one of that token. */
export async function listSignIns(
  db: Database,
  accountId: string,
  current?: Buffer,
): Promise<(OpenSignIn & { readonly isCurrent: boolean })[]> {
  const rows = await db.query
    .selectFrom('sign_in')
    .select(['id', 'began_at', 'expires_at', 'browser', 'token_hash'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', new Date())
    .orderBy('began_at', 'desc')
    .execute();
  return rows.map(({ id, began_at: beganAt, expires_at: expiresAt, browser, token_hash: hash }) => ({
    id,
    beganAt,
    expiresAt,
    browser,
    isCurrent: current !== undefined && current.equals(hash),
  }));
}

/** Ends one sign-in of an account; gives whether there was one. */
export async function endSignIn(db: Database, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.query
    .deleteFrom('sign_in')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends all sign-ins of an account; gives whether there were any. */
export async function endSignIns(db: Pick<ScopedTransaction, 'deleteFrom'>, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sign_in').where('account_id', '=', accountId).executeTakeFirst();
  return numDeletedRows > 0n;
}
