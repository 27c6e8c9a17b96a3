import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { noteChange } from '../audit/audit.repository.ts';
import type { Database } from '../database.ts';
import { type Account, readAccount } from './account.repository.ts';
import type { InvitationPurpose } from './account-invitation.entity.ts';
import { type ByWhom, rightsBy } from './by-whom.ts';
import { endSignIns } from './sign-in.repository.ts';

export type { InvitationPurpose } from './account-invitation.entity.ts';

/** How long a link to an account is good for, as PostgreSQL intervals. */
export const INVITATION_LASTS: Readonly<Record<InvitationPurpose, string>> = { invitation: '7 days', reset: '1 hour' };

/** A link that is still good, with the account that it leads to. */
export interface OpenInvitation {
  readonly account: Account;
  readonly purpose: InvitationPurpose;
  readonly expiresAt: Date;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const scopeOf = (hash: Buffer) => ({ role: 'bb_credentials', invitation: hash.toString('hex') }) as const;

/**
 * Makes a link to an account, in place of the one that it had; the token is told now and never again.
 *
 * @param lasts a PostgreSQL interval; that of the purpose unless told
 * @param by who is recorded to have let somebody in; nobody where somebody asks for themselves
 */
export async function inviteByLink(
  db: Database,
  accountId: string,
  purpose: InvitationPurpose,
  lasts: string = INVITATION_LASTS[purpose],
  by?: ByWhom,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await replaceInvitation(db, accountId, { purpose, lasts, tokenHash: hashOf(token), byMail: false, by });
  return token;
}

/** Makes a link that is mailed, in place of the one that was, and leaves the mail to the worker. */
export async function inviteByMail(
  db: Database,
  accountId: string,
  purpose: InvitationPurpose,
  lasts: string = INVITATION_LASTS[purpose],
  by?: ByWhom,
): Promise<void> {
  const invitationId = await replaceInvitation(db, accountId, { purpose, lasts, tokenHash: null, byMail: true, by });
  await db.query
    .insertInto('outbox')
    .values({
      dedupe_key: `account.${invitationId}`,
      job: 'accounts.invite',
      payload: { invitationId },
    })
    .execute();
}

async function replaceInvitation(
  db: Database,
  accountId: string,
  {
    purpose,
    lasts,
    tokenHash,
    byMail,
    by,
  }: {
    purpose: InvitationPurpose;
    lasts: string;
    tokenHash: Buffer | null;
    byMail: boolean;
    by: ByWhom | undefined;
  },
): Promise<string> {
  const id = randomUUID();
  await db.asRole({ role: 'bb_credentials', accountId }, async (tx) => {
    if (by)
      await noteChange(tx, rightsBy(by, purpose === 'invitation' ? 'invitePerson' : 'renewPersonLink', accountId));
    await tx
      .deleteFrom('account_invitation')
      .where('account_id', '=', accountId)
      // whoever asks for mails in somebody's name takes no link from them that was handed over
      .where('by_mail', '=', byMail)
      .execute();
    await tx
      .insertInto('account_invitation')
      .values({
        id,
        account_id: accountId,
        purpose,
        token_hash: tokenHash,
        by_mail: byMail,
        expires_at: sql<Date>`now() + ${lasts}::interval`,
      })
      .execute();
  });
  return id;
}

/** The invitation behind a token, as long as it is good and its account was not disabled. */
export async function findInvitation(db: Database, token: string): Promise<OpenInvitation | undefined> {
  const hash = hashOf(token);
  const row = await db.asRole(scopeOf(hash), (tx) =>
    tx
      .selectFrom('account_invitation')
      .select(['account_id', 'purpose', 'expires_at'])
      .where('token_hash', '=', hash)
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirst(),
  );
  const account = row && (await readAccount(db, row.account_id));
  return account && account.state !== 'disabled'
    ? { account, purpose: row.purpose, expiresAt: row.expires_at }
    : undefined;
}

/** What somebody brings who takes an account. */
export interface Acceptance {
  readonly passwordHash: string;
  readonly name: string;
  /** Null: the one that the account has. */
  readonly email: string | null;
}

/**
 * Uses a link, once: the account is active with this password, and neither another link to it nor whoever was signed in to
 * it is good any more. Gives the account's id, or undefined when the link is not good any more.
 *
 * @throws a `pg.DatabaseError` 23505 for an address of another account
 */
export async function useInvitation(db: Database, token: string, given: Acceptance): Promise<string | undefined> {
  const hash = hashOf(token);
  return db.asRole(scopeOf(hash), async (tx) => {
    const asked = await tx
      .selectFrom('account_invitation')
      .select('account_id')
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    if (!asked) return undefined;
    const { account_id: id } = asked;
    await sql`select set_config('app.account', ${id}, true)`.execute(tx);
    // two links to one account are used one after the other, so that the second finds itself gone
    await tx.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute();
    const { numDeletedRows } = await tx
      .deleteFrom('account_invitation')
      .where('token_hash', '=', hash)
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return undefined;
    await tx.deleteFrom('account_invitation').where('account_id', '=', id).execute();
    const { numUpdatedRows } = await tx
      .updateTable('account')
      .set({
        state: 'active',
        name: given.name,
        password_hash: given.passwordHash,
        ...(given.email !== null && { email: given.email }),
      })
      .where('id', '=', id)
      .where('state', '!=', 'disabled')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return undefined;
    await endSignIns(tx, id);
    return id;
  });
}

/** What has to be mailed, with the address; undefined when it is no longer good. */
export async function readInvitationToMail(
  db: Database,
  invitationId: string,
): Promise<{ email: string; purpose: InvitationPurpose; expiresAt: Date } | undefined> {
  const row = await db.query
    .selectFrom('account_invitation')
    .innerJoin('account', 'account.id', 'account_invitation.account_id')
    .select(['account.email', 'account_invitation.purpose', 'account_invitation.expires_at'])
    .where('account_invitation.id', '=', invitationId)
    .where('account_invitation.by_mail', '=', true)
    .where('account_invitation.expires_at', '>', sql<Date>`now()`)
    .where('account.state', '!=', 'disabled')
    .executeTakeFirst();
  return row?.email ? { email: row.email, purpose: row.purpose, expiresAt: row.expires_at } : undefined;
}

/** Gives a link that is mailed its token; one that was given before is no longer good. */
export async function giveToken(db: Database, invitationId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.asRole({ role: 'bb_worker', invitation: invitationId }, (tx) =>
    tx
      .updateTable('account_invitation')
      .set({ token_hash: hashOf(token) })
      .where('id', '=', invitationId)
      .execute(),
  );
  return token;
}
