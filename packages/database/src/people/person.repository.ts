import { sql } from 'kysely';
import { noteChange } from '../audit/audit.repository.ts';
import type { Database, ScopedTransaction } from '../database.ts';
import { type ByWhom, rightsBy } from './by-whom.ts';
import { type Account, accountOf, accountsIn } from './account.repository.ts';
import { endSignIns } from './sign-in.repository.ts';

/** An account as those see it who look after accounts. */
export interface KnownPerson extends Account {
  readonly lastSignInAt: Date | null;
  /** How many sign-ins are open. */
  readonly signIns: number;
  /** Until when a link to it is good; null when there is none. */
  readonly invitedUntil: Date | null;
}

/** All accounts, whatever their state, by name. */
export async function listPeople(db: Database): Promise<KnownPerson[]> {
  const rows = await accountsIn(db.query)
    .select('account.last_sign_in_at')
    .select([
      sql<number>`(select count(*)::int from sign_in s where s.account_id = account.id and s.expires_at > now())`.as(
        'sign_ins',
      ),
      sql<Date | null>`(select max(i.expires_at) from account_invitation i where i.account_id = account.id and i.expires_at > now())`.as(
        'invited_until',
      ),
    ])
    .orderBy('account.name')
    .execute();
  return rows.map((row) => ({
    ...accountOf(row),
    lastSignInAt: row.last_sign_in_at,
    signIns: row.sign_ins,
    invitedUntil: row.invited_until,
  }));
}

/** What is changed of an account; what is left out stays. */
export type AccountChange = Partial<
  Pick<Account, 'name' | 'role' | 'language' | 'districtCode' | 'state'> & {
    readonly organisationId: string | null;
  }
>;

/** Changes an account; one that is disabled loses its sign-ins and its links with it. Whoever changes rights is recorded with it. */
export async function changeAccount(db: Database, id: string, change: AccountChange, by?: ByWhom): Promise<void> {
  const { organisationId, districtCode, ...rest } = change;
  const values = {
    ...rest,
    ...(organisationId !== undefined && { organisation_id: organisationId }),
    ...(districtCode !== undefined && { district_code: districtCode }),
  };
  await db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => {
    if (Object.keys(values).length > 0) await tx.updateTable('account').set(values).where('id', '=', id).execute();
    if (by) await noteChange(tx, rightsBy(by, 'changePerson', id));
    if (change.state !== 'disabled') return;
    await endSignIns(tx, id);
    await tx.deleteFrom('account_invitation').where('account_id', '=', id).execute();
  });
}

/**
 * Gives an account another password in place of a former one, and ends its sign-ins and its links. Gives false, and does
 * nothing, when that was changed meanwhile.
 */
export async function setPassword(db: Database, id: string, former: string, passwordHash: string): Promise<boolean> {
  return db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => {
    if (!(await replaceHash(tx, id, former, passwordHash))) return false;
    await endSignIns(tx, id);
    await tx.deleteFrom('account_invitation').where('account_id', '=', id).execute();
    return true;
  });
}

/** Puts the same password down in another form; nothing ends. Gives false, and does nothing, when it was changed meanwhile. */
export async function rehash(db: Database, id: string, former: string, passwordHash: string): Promise<boolean> {
  return db.asRole({ role: 'bb_credentials', accountId: id }, (tx) => replaceHash(tx, id, former, passwordHash));
}

async function replaceHash(tx: ScopedTransaction, id: string, former: string, passwordHash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ password_hash: passwordHash })
    .where('id', '=', id)
    .where('password_hash', '=', former)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The password of one account, by its id. */
export async function readPasswordHash(db: Database, id: string): Promise<string | null> {
  const row = await db.asRole({ role: 'bb_credentials', accountId: id }, (tx) =>
    tx.selectFrom('account').select('password_hash').where('id', '=', id).executeTakeFirst(),
  );
  return row?.password_hash ?? null;
}

/** How many administrators somebody can sign in as, without those of the demonstration. */
export async function countAdministrators(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select count(*)::int as count from account where role = 'administrator' and state = 'active' and not is_demonstration`,
  );
  return rows[0]!.count;
}

/** Opens or closes every account of the demonstration. */
export async function setDemonstration(db: Database, isOpen: boolean): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from account where is_demonstration and state <> $1`,
    [isOpen ? 'active' : 'disabled'],
  );
  for (const { id } of rows) await changeAccount(db, id, { state: isOpen ? 'active' : 'disabled' });
}
