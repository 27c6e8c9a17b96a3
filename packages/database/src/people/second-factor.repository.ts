import { sql } from 'kysely';
import { noteChange } from '../audit/audit.repository.ts';
import type { Database } from '../database.ts';
import { type ByWhom, rightsBy } from './by-whom.ts';
import { inTurn } from './in-turn.ts';
import { endSignIns } from './sign-in.repository.ts';

/** What an account shows beside its password, as it is kept. */
export interface StoredFactor {
  /** The secret that the owner's app has, sealed by the engine. */
  readonly sealedSecret: Buffer;
  /** Hashes of recovery codes that were not used. */
  readonly recoveryCodes: readonly string[];
  readonly since: Date;
}

const of = (accountId: string) => ({ role: 'bb_credentials', accountId }) as const;

/** Whether an account has a second factor. */
export async function hasSecondFactor(db: Database, accountId: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('second_factor')
    .select('account_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The second factor of one account; undefined when it has none. */
export async function readSecondFactor(db: Database, accountId: string): Promise<StoredFactor | undefined> {
  const row = await db.asRole(of(accountId), (tx) =>
    tx
      .selectFrom('second_factor')
      .select(['sealed_secret', 'recovery_codes', 'since'])
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
  );
  return row && { sealedSecret: row.sealed_secret, recoveryCodes: row.recovery_codes, since: row.since };
}

/**
 * Gives an account a second factor, and ends its sign-ins. Gives false, and does nothing, when it has one already.
 *
 * @param lastStep of the code by which its owner showed that they have it: that one is used
 */
export async function addSecondFactor(
  db: Database,
  accountId: string,
  factor: Omit<StoredFactor, 'since'> & { readonly lastStep: number },
): Promise<boolean> {
  return db.asRole(of(accountId), async (tx) => {
    await inTurn(tx, accountId);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('second_factor')
      .values({
        account_id: accountId,
        sealed_secret: factor.sealedSecret,
        last_step: factor.lastStep,
        recovery_codes: [...factor.recoveryCodes],
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return false;
    await endSignIns(tx, accountId);
    return true;
  });
}

/** Takes the code of a step, once: false when that one or a later one was taken before. */
export async function takeStep(db: Database, accountId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db.asRole(of(accountId), (tx) =>
    tx
      .updateTable('second_factor')
      .set({ last_step: step })
      .where('account_id', '=', accountId)
      .where('last_step', '<', step)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/** Takes a recovery code, once: false when there is none of this hash. */
export async function takeRecoveryCode(db: Database, accountId: string, hash: string): Promise<boolean> {
  const { numUpdatedRows } = await db.asRole(of(accountId), (tx) =>
    tx
      .updateTable('second_factor')
      .set({ recovery_codes: sql<string[]>`array_remove(recovery_codes, ${hash})` })
      .where('account_id', '=', accountId)
      .where(sql<boolean>`${hash} = any(recovery_codes)`)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/** Puts recovery codes in place of those that were; false when the account has no second factor. */
export async function replaceRecoveryCodes(
  db: Database,
  accountId: string,
  hashes: readonly string[],
): Promise<boolean> {
  const { numUpdatedRows } = await db.asRole(of(accountId), (tx) =>
    tx
      .updateTable('second_factor')
      .set({ recovery_codes: [...hashes] })
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/**
 * Takes the second factor of an account away, and ends its sign-ins. Gives false, and does nothing, when it has none.
 *
 * @param by who is recorded to have done it; nobody where somebody does so themselves
 */
export async function removeSecondFactor(db: Database, accountId: string, by?: ByWhom): Promise<boolean> {
  return db.asRole(of(accountId), async (tx) => {
    await inTurn(tx, accountId);
    const { numDeletedRows } = await tx
      .deleteFrom('second_factor')
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    if (by) await noteChange(tx, rightsBy(by, 'removeSecondFactor', accountId));
    await endSignIns(tx, accountId);
    return true;
  });
}
