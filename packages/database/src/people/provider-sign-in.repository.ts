import { randomUUID } from 'node:crypto';
import { looksAfterAccounts, needsOrganisation, type Role } from '@buurtbalans/domain';
import { sql } from 'kysely';
import { noteChange } from '../audit/audit.repository.ts';
import { type Database, goOnAs, type ScopedTransaction } from '../database.ts';
import { type Account, accountOf, accountsIn } from './account.repository.ts';
import { BY_THE_SYSTEM, rightsBy } from './by-whom.ts';
import { administratorsIn, takeTurn } from './person.repository.ts';
import { endSignIns, keepSignIn, type NewSignIn } from './sign-in.repository.ts';

/** What a provider of OpenID Connect says of somebody who has just signed in there. */
export interface ProvenPerson {
  readonly issuer: string;
  /** Name that the provider gives nobody else, ever. */
  readonly subject: string;
  /** Address that the provider has verified; null: none. */
  readonly email: string | null;
  readonly name: string;
  /** Role of their groups; null: none of them has one. Undefined where groups decide nothing: the account says it. */
  readonly role: Role | null | undefined;
}

/** Why somebody whom the provider knows was not let in; nothing was changed then but that sign-ins may have ended. */
export type NotLetIn =
  | 'unverified'
  | 'unknown'
  | 'no_group'
  | 'disabled'
  // the address is of an account of somebody else there
  | 'other_person'
  | 'needs_organisation';

/** What came of it: the account, or why not; `accountId` is the one whose sign-ins ended or may have. */
export type ProviderSignIn =
  | { readonly account: Account; readonly refused?: undefined; readonly accountId: string }
  | { readonly account?: undefined; readonly refused: NotLetIn; readonly accountId: string | undefined };

type Held = Omit<NewSignIn, 'accountId' | 'passwordHash' | 'hasShownFactor'>;
const refuse = (refused: NotLetIn, accountId?: string): ProviderSignIn => ({ refused, accountId });

/**
 * Lets somebody in whom a provider has vouched for: by issuer and subject, the first time by the verified address; makes
 * the account where there is none and their groups give a role. Groups decide the role each time (ADR 49). All of it is one
 * transaction, in turn with whoever changes roles.
 */
export async function signInByProvider(db: Database, person: ProvenPerson, signIn: Held): Promise<ProviderSignIn> {
  const { issuer, subject, role } = person;
  const email = person.email?.toLowerCase() ?? null;
  return db.asRole({ role: 'bb_engine' }, async (tx): Promise<ProviderSignIn> => {
    await takeTurn(tx);
    const administrators = (await administratorsIn(tx).execute()).map(({ id }) => id);
    const scope = { role: 'bb_credentials', identity: `${issuer} ${subject}`, ...(email && { email }) } as const;
    await goOnAs(tx, scope);
    const linked = await tx
      .selectFrom('account_identity')
      .select('account_id')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    if (!linked && email === null) return refuse('unverified');
    const accountId = linked?.account_id ?? (await idByAddress(tx, email!));
    if (accountId === undefined) return begin(tx, person, signIn);
    await goOnAs(tx, { ...scope, accountId });
    const account = await lockedAccount(tx, accountId);
    if (!linked && (await isLinkedTo(tx, accountId, issuer))) return refuse('other_person');
    if (account.state === 'disabled' || account.isDemonstration) return refuse('disabled');
    if (role === null) {
      // who has no group any more is out at once, where this account is known to be theirs
      if (linked) await endSignIns(tx, accountId);
      return refuse('no_group', accountId);
    }
    // there is always an administrator: the last one keeps the role until there is another
    const isLast = administrators.length === 1 && administrators[0] === accountId;
    const next = role === undefined || (isLast && looksAfterAccounts(account.role)) ? account.role : role;
    if (needsOrganisation(next) && !account.organisation) {
      if (linked) await endSignIns(tx, accountId);
      return refuse('needs_organisation', accountId);
    }
    const hasOtherRole = next !== account.role;
    await tx
      .updateTable('account')
      .set({ state: 'active', last_sign_in_at: sql`now()` })
      // what opened it before the provider did opens it no more
      .$if(!linked, (change) => change.set({ password_hash: null }))
      .$if(hasOtherRole, (change) => change.set({ role: next, trajectory_id: null }))
      .where('id', '=', accountId)
      .execute();
    if (!linked) await link(tx, accountId, person);
    if (!linked || hasOtherRole) {
      await noteChange(tx, rightsBy(BY_THE_SYSTEM, 'finishProviderSignIn', accountId));
      await endSignIns(tx, accountId);
      await tx.deleteFrom('account_invitation').where('account_id', '=', accountId).execute();
    }
    await keepSignIn(tx, { ...signIn, accountId });
    return {
      accountId,
      account: { ...account, role: next, state: 'active', trajectoryId: hasOtherRole ? null : account.trajectoryId },
    };
  });
}

/** Makes the account of somebody whom nobody has invited, where a group of theirs gives a role. */
async function begin(tx: ScopedTransaction, person: ProvenPerson, signIn: Held): Promise<ProviderSignIn> {
  const { role, name, email } = person;
  if (role === undefined) return refuse('unknown');
  if (role === null) return refuse('no_group');
  if (needsOrganisation(role)) return refuse('needs_organisation');
  const accountId = randomUUID();
  await goOnAs(tx, { role: 'bb_credentials', accountId });
  await tx
    .insertInto('account')
    .values({ id: accountId, email, name, role, password_hash: null, state: 'active', last_sign_in_at: sql`now()` })
    .execute();
  await link(tx, accountId, person);
  await noteChange(tx, rightsBy(BY_THE_SYSTEM, 'finishProviderSignIn', accountId));
  await keepSignIn(tx, { ...signIn, accountId });
  return { accountId, account: await lockedAccount(tx, accountId) };
}

const link = (tx: ScopedTransaction, accountId: string, { issuer, subject }: ProvenPerson) =>
  tx.insertInto('account_identity').values({ issuer, subject, account_id: accountId }).execute();

const idByAddress = async (tx: ScopedTransaction, email: string): Promise<string | undefined> =>
  (
    await tx
      .selectFrom('account')
      .select('id')
      .where(sql`lower(email)`, '=', email)
      .executeTakeFirst()
  )?.id;

const isLinkedTo = async (tx: ScopedTransaction, accountId: string, issuer: string): Promise<boolean> =>
  Boolean(
    await tx
      .selectFrom('account_identity')
      .select('subject')
      .where('account_id', '=', accountId)
      .where('issuer', '=', issuer)
      .executeTakeFirst(),
  );

/** Held until the end of the transaction: whoever disables it meanwhile waits, or was first. */
async function lockedAccount(tx: ScopedTransaction, id: string): Promise<Account> {
  await tx.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute();
  return accountOf(await accountsIn(tx).where('account.id', '=', id).executeTakeFirstOrThrow());
}
