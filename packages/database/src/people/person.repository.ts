import { type AccountState, looksAfterAccounts, type Role } from '@buurtbalans/domain';
import { sql } from 'kysely';
import { noteChange } from '../audit/audit.repository.ts';
import { type Database, goOnAs, type ScopedTransaction } from '../database.ts';
import { containing } from './folded.ts';
import { type ByWhom, rightsBy } from './by-whom.ts';
import { type Account, accountOf, accountsIn } from './account.repository.ts';
import { endSignIns } from './sign-in.repository.ts';

/** An account as those see it who look after accounts. */
export interface KnownPerson extends Account {
  readonly lastSignInAt: Date | null;
  /** How many sign-ins are open. */
  readonly signIns: number;
  readonly hasSecondFactor: boolean;
  /** Until when a link to it is good; null when there is none. */
  readonly invitedUntil: Date | null;
}

/** Which accounts are asked for; what is left out asks for all. */
export interface PeopleFilter {
  /** Words of the name or the address, whatever their capitals and marks. */
  readonly text?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: AccountState | undefined;
  /** So many, after so many. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

const fitting = (db: Database, { text, role, state }: PeopleFilter) =>
  accountsIn(db.query)
    .$if(role !== undefined, (people) => people.where('account.role', '=', role!))
    .$if(state !== undefined, (people) => people.where('account.state', '=', state!))
    .$if(Boolean(text), (people) =>
      people.where(containing(text!, [sql.ref('account.name'), sql.ref('account.email')])),
    );

/** How many accounts fit. */
export async function countPeople(db: Database, filter: PeopleFilter): Promise<number> {
  const counted = fitting(db, filter)
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('total'));
  return Number((await counted.executeTakeFirstOrThrow()).total);
}

/** Accounts, whatever their state, by name. */
export async function listPeople(db: Database, filter: PeopleFilter = {}): Promise<KnownPerson[]> {
  const { limit, offset } = filter;
  const rows = await fitting(db, filter)
    .select('account.last_sign_in_at')
    .select([
      sql<number>`(select count(*)::int from sign_in s where s.account_id = account.id and s.expires_at > now())`.as(
        'sign_ins',
      ),
      sql<boolean>`exists (select from second_factor f where f.account_id = account.id)`.as('has_second_factor'),
      sql<Date | null>`(select max(i.expires_at) from account_invitation i where i.account_id = account.id and i.expires_at > now())`.as(
        'invited_until',
      ),
    ])
    .orderBy(sql`folded(account.name)`)
    .orderBy('account.id')
    .$if(limit !== undefined, (people) => people.limit(limit!))
    .$if(offset !== undefined, (people) => people.offset(offset!))
    .execute();
  return rows.map((row) => ({
    ...accountOf(row),
    lastSignInAt: row.last_sign_in_at,
    signIns: row.sign_ins,
    hasSecondFactor: row.has_second_factor,
    invitedUntil: row.invited_until,
  }));
}

/** What is changed of an account; what is left out stays. */
export type AccountChange = Partial<Pick<Account, 'name' | 'language' | 'state'>>;

/** Changes an account; one that is disabled loses its sign-ins and its links with it. Whoever changes rights is recorded with it. */
export async function changeAccount(db: Database, id: string, change: AccountChange, by?: ByWhom): Promise<void> {
  await db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => {
    await tx.updateTable('account').set(change).where('id', '=', id).execute();
    if (by) await noteChange(tx, rightsBy(by, 'changePerson', id));
    if (change.state !== 'disabled') return;
    await endSignIns(tx, id);
    await tx.deleteFrom('account_invitation').where('account_id', '=', id).execute();
  });
}

/** What an administrator says of an account, all of it. */
export interface PersonChange {
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly districtCode: string | null;
  readonly isDisabled: boolean;
  /** Whether it was disabled when they looked. */
  readonly wasDisabled: boolean;
}

/** Why an account was not changed; `changed_meanwhile`: somebody else disabled it, or let it in again. */
export type NotChanged = 'not_found' | 'changed_meanwhile' | 'organisation_not_found' | 'last_administrator';

/** Changes of administrators are made one after the other: two of them may not each take the other for the one that is left. */
const TURN = 7_301_126;
/** Waits for the turn of whoever changes roles, until the end of the transaction. */
export const takeTurn = async (tx: ScopedTransaction): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(${TURN})`.execute(tx));

/**
 * Changes an account as an administrator says, and records it. One that is disabled loses its sign-ins and its links, one that
 * gets another role its sign-ins and the one trajectory that it was invited for. Gives why not, where nothing was changed.
 */
export async function changePerson(
  db: Database,
  id: string,
  { name, role, organisationId, districtCode, isDisabled, wasDisabled }: PersonChange,
  by: ByWhom,
): Promise<NotChanged | undefined> {
  return db.asRole({ role: 'bb_engine' }, async (tx) => {
    await takeTurn(tx);
    const isThere = organisationId === null || (await isInRegister(tx, organisationId));
    const others = await administratorsIn(tx).where('id', '!=', id).executeTakeFirst();
    await goOnAs(tx, { role: 'bb_credentials', accountId: id });
    const former = await tx
      .selectFrom('account')
      .select(['role', 'state', 'is_demonstration'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!former) return 'not_found';
    if ((former.state === 'disabled') !== wasDisabled) return 'changed_meanwhile';
    if (!isThere) return 'organisation_not_found';
    const isOne = looksAfterAccounts(former.role) && former.state === 'active' && !former.is_demonstration;
    if (isOne && !others && (isDisabled || !looksAfterAccounts(role))) return 'last_administrator';
    const hasOtherRole = role !== former.role;
    await tx
      .updateTable('account')
      .set({ name, role, organisation_id: organisationId, district_code: districtCode })
      .$if(hasOtherRole, (change) => change.set({ trajectory_id: null }))
      .$if(isDisabled, (change) => change.set({ state: 'disabled' }))
      .$if(wasDisabled && !isDisabled, (change) =>
        change.set({ state: sql<AccountState>`case when password_hash is null then 'invited' else 'active' end` }),
      )
      .where('id', '=', id)
      .execute();
    await noteChange(tx, rightsBy(by, 'changePerson', id));
    // another role begins with another sign-in
    if (isDisabled || hasOtherRole) await endSignIns(tx, id);
    if (isDisabled) await tx.deleteFrom('account_invitation').where('account_id', '=', id).execute();
    // whoever is let in again shows anew who they are; until then it stays, so that they come in by no other address
    if (wasDisabled && !isDisabled) await tx.deleteFrom('account_identity').where('account_id', '=', id).execute();
    return undefined;
  });
}

const isInRegister = async (tx: ScopedTransaction, id: string): Promise<boolean> =>
  Boolean(
    await tx
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', id)
      .where('merged_into', 'is', null)
      // whoever merges it waits, or is waited for
      .forKeyShare()
      .executeTakeFirst(),
  );

/** Administrators that somebody can sign in as, without those of the demonstration. */
export const administratorsIn = (db: Pick<ScopedTransaction, 'selectFrom'>) =>
  db
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'administrator')
    .where('state', '=', 'active')
    .where('is_demonstration', '=', false);

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
  return (await administratorsIn(db.query).execute()).length;
}

/** Opens or closes every account of the demonstration. */
export async function setDemonstration(db: Database, isOpen: boolean): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from account where is_demonstration and state <> $1`,
    [isOpen ? 'active' : 'disabled'],
  );
  for (const { id } of rows) await changeAccount(db, id, { state: isOpen ? 'active' : 'disabled' });
}
