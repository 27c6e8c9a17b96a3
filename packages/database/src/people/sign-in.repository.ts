import { sql } from 'kysely';
import type { Database, ScopedTransaction } from '../database.ts';
import { type Account, accountOf, accountsIn } from './account.repository.ts';
import { inTurn } from './in-turn.ts';

/** A sign-in that has not expired, as it is told to whoever may end it. */
export interface OpenSignIn {
  readonly id: string;
  readonly beganAt: Date;
  readonly expiresAt: Date;
  /** Kind of browser, as it called itself; null when it did not. */
  readonly browser: string | null;
}

/** Keeps a sign-in by the hash of its token; it is good until that moment, used or not. */
export async function saveSignIn(
  db: Database,
  tokenHash: Buffer,
  accountId: string,
  expiresAt: Date,
  browser: string | null = null,
): Promise<void> {
  await keepSignIn(db.query, { tokenHash, accountId, expiresAt, endsAt: expiresAt, browser });
}

/** A sign-in that begins, by the password that somebody has just shown to know. */
export interface NewSignIn {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  /** As it was stored when the password was found to fit. */
  readonly passwordHash: string;
  /** Whether somebody has shown the second factor, or has changed it themselves; without it one has to have none. */
  readonly hasShownFactor: boolean;
  /** When it ends unless it is used. */
  readonly expiresAt: Date;
  /** When it ends in any case. */
  readonly endsAt: Date;
  readonly browser: string | null;
}

/**
 * Begins a sign-in and notes it with its account. Gives false, and does nothing, when that is not active any more or has
 * another password by now: whoever reset or disabled it meanwhile meant this one too. So did who gave it a second factor.
 */
export async function beginSignIn(
  db: Database,
  { passwordHash, hasShownFactor, ...signIn }: NewSignIn,
): Promise<boolean> {
  return db.asRole({ role: 'bb_credentials', accountId: signIn.accountId }, async (tx) => {
    await inTurn(tx, signIn.accountId);
    const { numUpdatedRows } = await tx
      .updateTable('account')
      .set({ last_sign_in_at: sql`now()` })
      .where('id', '=', signIn.accountId)
      .where('state', '=', 'active')
      .where('password_hash', '=', passwordHash)
      .$if(!hasShownFactor, (change) =>
        change.where(sql<boolean>`not exists (select from second_factor f where f.account_id = account.id)`),
      )
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await keepSignIn(tx, signIn);
    return true;
  });
}

/** Keeps a sign-in in the transaction of whoever let somebody in. */
export const keepSignIn = (
  db: Pick<ScopedTransaction, 'insertInto'>,
  { tokenHash, accountId, expiresAt, endsAt, browser }: Omit<NewSignIn, 'passwordHash' | 'hasShownFactor'>,
) =>
  db
    .insertInto('sign_in')
    .values({ token_hash: tokenHash, account_id: accountId, expires_at: expiresAt, ends_at: endsAt, browser })
    .execute();

/**
 * The active account behind a token that has not expired.
 *
 * @param idleMs how long it is good without being used, counted from now; unless told it is not looked at as being used
 */
export async function findSignIn(db: Database, tokenHash: Buffer, idleMs?: number): Promise<Account | undefined> {
  const row = await accountsIn(db.query)
    .innerJoin('sign_in', 'sign_in.account_id', 'account.id')
    .select(['sign_in.expires_at', 'sign_in.ends_at'])
    .where('sign_in.token_hash', '=', tokenHash)
    .where('sign_in.expires_at', '>', new Date())
    .where('account.state', '=', 'active')
    .executeTakeFirst();
  if (!row) return undefined;
  if (idleMs !== undefined) await useSignIn(db, tokenHash, row.expires_at, idleEnd(row.ends_at, idleMs));
  return accountOf(row);
}

/** When a sign-in ends that is used now and not again. */
export const idleEnd = (endsAt: Date, idleMs: number): Date =>
  new Date(Math.min(endsAt.getTime(), Date.now() + idleMs));

/** How much later its end has to be, in milliseconds, before that is written: not every call costs a row. */
const WORTH_WRITING = 60_000;

async function useSignIn(db: Database, tokenHash: Buffer, from: Date, until: Date): Promise<void> {
  if (until.getTime() - from.getTime() < WORTH_WRITING) return;
  await db.query
    .updateTable('sign_in')
    .set({ expires_at: until })
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '<', until)
    .execute();
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
