import { sql } from 'kysely';
import type { AccountState, OrganisationType, Role, StaffLanguage } from '@buurtbalans/domain';
import type { Database, ScopedTransaction } from '../database.ts';
import { AccountEntity } from './account.entity.ts';

/** A staff account without its password. */
export interface Account {
  readonly id: string;
  /** Empty as long as somebody has not accepted an invitation that names none. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly state: AccountState;
  /** Null: that of the browser. */
  readonly language: StaffLanguage | null;
  /** Stadsdeel, or wijk where there are none, that they work in. */
  readonly districtCode: string | null;
  /** The one trajectory that a professional was invited for; null: those of their organisation. */
  readonly trajectoryId: string | null;
  /** Made by the demonstration, with a password that everybody knows. */
  readonly isDemonstration: boolean;
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly type: OrganisationType;
    /** Ids of doubles that were merged into it. */
    readonly doubles: readonly string[];
  } | null;
}

/** Accounts with their organisations, for a query to narrow. */
export function accountsIn(db: Pick<ScopedTransaction, 'selectFrom'>) {
  return db
    .selectFrom('account')
    .leftJoin('organisation', 'organisation.id', 'account.organisation_id')
    .select(['account.id', 'account.email', 'account.name', 'account.role', 'account.state', 'account.language'])
    .select(['account.district_code', 'account.trajectory_id', 'account.is_demonstration'])
    .select([
      'organisation.id as organisation_id',
      'organisation.name as organisation_name',
      'organisation.type as organisation_type',
      sql<string[] | null>`(select array_agg(d.id::text) from organisation d where d.merged_into = organisation.id)`.as(
        'doubles',
      ),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof accountsIn>['execute']>>[number];

/** What a row of {@link accountsIn} says. */
export function accountOf(row: Row): Account {
  const { id, email, name, role, state, language } = row;
  return {
    id,
    email: email ?? '',
    name,
    role,
    state,
    language,
    districtCode: row.district_code,
    trajectoryId: row.trajectory_id,
    isDemonstration: row.is_demonstration,
    organisation:
      row.organisation_id === null
        ? null
        : {
            id: row.organisation_id,
            name: row.organisation_name ?? '',
            type: row.organisation_type ?? 'other',
            doubles: row.doubles ?? [],
          },
  };
}

/**
 * Finds an active account and its password by e-mail address, whatever the case of its letters; none without a password.
 */
export async function findAccountByEmail(
  db: Database,
  email: string,
): Promise<{ account: Account; passwordHash: string } | undefined> {
  const address = email.toLowerCase();
  return db.asRole({ role: 'bb_credentials', email: address }, async (tx) => {
    const row = await accountsIn(tx)
      .select('account.password_hash')
      .where(sql`lower(account.email)`, '=', address)
      .where('account.state', '=', 'active')
      .executeTakeFirst();
    return row?.password_hash ? { account: accountOf(row), passwordHash: row.password_hash } : undefined;
  });
}

/** Accounts that were not disabled, of one role when that is given, by name. */
export async function listAccounts(db: Database, role?: Role): Promise<Account[]> {
  let query = accountsIn(db.query).where('account.state', '!=', 'disabled');
  if (role) query = query.where('account.role', '=', role);
  return (await query.orderBy('account.name').execute()).map(accountOf);
}

/** Names of all accounts by their ids, whatever their state: what somebody did keeps their name. */
export async function readNames(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query.selectFrom('account').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** An account by its id, whatever its state. */
export async function readAccount(db: Database, id: string): Promise<Account | undefined> {
  const row = await accountsIn(db.query).where('account.id', '=', id).executeTakeFirst();
  return row && accountOf(row);
}

/** An account by its address, whatever its state and the case of its letters. */
export async function findByAddress(db: Database, email: string): Promise<Account | undefined> {
  const row = await accountsIn(db.query)
    .where(sql`lower(account.email)`, '=', email.toLowerCase())
    .executeTakeFirst();
  return row && accountOf(row);
}

/** What an account is made with. */
export interface NewAccount {
  readonly id: string;
  readonly email: string | null;
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string | null;
  /** Null as long as nobody has taken it. */
  readonly passwordHash: string | null;
  /** Active unless told. */
  readonly state?: AccountState;
  readonly districtCode?: string | null;
  readonly language?: StaffLanguage | null;
  readonly trajectoryId?: string | null;
  readonly isDemonstration?: boolean;
}

/** Adds an account, or changes the one with the same id. @throws a `pg.DatabaseError` 23505 for an address of another account */
export async function saveAccount(db: Database, account: NewAccount): Promise<void> {
  const { organisationId: organisation, state = 'active', ...row } = account;
  await db.asRole({ role: 'bb_credentials', accountId: account.id }, (_, entities) =>
    entities().upsert(AccountEntity, { ...row, state, organisation }),
  );
}
