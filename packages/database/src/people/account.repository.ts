import { raw } from '@mikro-orm/sql';
import type { OrganisationType, Role } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import { AccountEntity } from './account.entity.ts';
import { OrganisationEntity } from './organisation.entity.ts';

/** A staff account without its password. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: { id: string; name: string; type: OrganisationType } | null;
}

function accounts(db: Database) {
  return db.query
    .selectFrom('account')
    .leftJoin('organisation', 'organisation.id', 'account.organisation_id')
    .select(['account.id', 'account.email', 'account.name', 'account.role'])
    .select([
      'organisation.id as organisation_id',
      'organisation.name as organisation_name',
      'organisation.type as organisation_type',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof accounts>['execute']>>[number];

function accountOf(row: Row): Account {
  const { id, email, name, role } = row;
  const organisation =
    row.organisation_id === null
      ? null
      : {
          id: row.organisation_id,
          name: row.organisation_name ?? '',
          type: row.organisation_type ?? ('other' as const),
        };
  return { id, email, name, role, organisation };
}

/** Finds an active account and its password hash by e-mail address, whatever the case of its letters. */
export async function findAccountByEmail(
  db: Database,
  email: string,
): Promise<{ account: Account; passwordHash: string } | undefined> {
  const address = email.toLowerCase();
  const found = await db.asRole({ role: 'bb_credentials', email: address }, (_, entities) =>
    entities().findOne(
      AccountEntity,
      { [raw('lower(email)')]: address, active: true },
      { populate: ['organisation', 'passwordHash'] },
    ),
  );
  if (!found) return undefined;
  const { id, name, role, organisation } = found;
  const account = {
    id,
    email: found.email,
    name,
    role,
    organisation: organisation && { id: organisation.id, name: organisation.name, type: organisation.type },
  };
  return { account, passwordHash: found.passwordHash };
}

/** Active accounts, of one role when that is given, by name. */
export async function listAccounts(db: Database, role?: Role): Promise<Account[]> {
  let query = accounts(db).where('active', '=', true);
  if (role) query = query.where('account.role', '=', role);
  return (await query.orderBy('account.name').execute()).map(accountOf);
}

/** An account by its id, active or not. */
export async function readAccount(db: Database, id: string): Promise<Account | undefined> {
  const row = await accounts(db).where('account.id', '=', id).executeTakeFirst();
  return row && accountOf(row);
}

/** Adds an account, or changes the one with the same id. */
export async function saveAccount(
  db: Database,
  account: { id: string; email: string; name: string; role: Role; organisationId: string | null; passwordHash: string },
): Promise<void> {
  const { organisationId: organisation, ...row } = account;
  await db.asRole({ role: 'bb_credentials', accountId: account.id }, (_, entities) =>
    entities().upsert(AccountEntity, { ...row, organisation }),
  );
}

/** Adds an organisation to the register, or changes the one with the same id. */
export async function saveOrganisation(
  db: Database,
  row: { id: string; name: string; type: OrganisationType },
): Promise<void> {
  await db.entities().upsert(OrganisationEntity, row);
}

/** The register of organisations, by name. */
export async function listOrganisations(db: Database): Promise<{ id: string; name: string; type: OrganisationType }[]> {
  return db.query.selectFrom('organisation').selectAll().orderBy('name').execute();
}

/** Keeps a sign-in by the hash of its token. */
export async function saveSignIn(db: Database, tokenHash: Buffer, accountId: string, expiresAt: Date): Promise<void> {
  await db.query
    .insertInto('sign_in')
    .values({ token_hash: tokenHash, account_id: accountId, expires_at: expiresAt })
    .execute();
}

/** The account behind a token that has not expired. */
export async function findSignIn(db: Database, tokenHash: Buffer): Promise<Account | undefined> {
  const row = await accounts(db)
    .innerJoin('sign_in', 'sign_in.account_id', 'account.id')
    .where('sign_in.token_hash', '=', tokenHash)
    .where('sign_in.expires_at', '>', new Date())
    .where('active', '=', true)
    .executeTakeFirst();
  return row && accountOf(row);
}

/** Ends a sign-in. */
export async function deleteSignIn(db: Database, tokenHash: Buffer): Promise<void> {
  await db.query.deleteFrom('sign_in').where('token_hash', '=', tokenHash).execute();
}
