import { sql } from 'kysely';
import { noteChange } from '../audit/audit.repository.ts';
import type { Database } from '../database.ts';
import { BY_THE_SYSTEM } from './by-whom.ts';
import { endSignIns } from './sign-in.repository.ts';

/** What an account is called of which nothing of the person is left: data, as the name before it, and no text of a screen. */
export const FORMER_ACCOUNT = 'Voormalig account';

/** How long, as PostgreSQL intervals, personal data stay of an account that is disabled, and of one that nobody took. */
export interface AccountTerms {
  readonly disabled: string;
  readonly invited: string;
}

// there is nothing to erase of the account that waits for the first administrator; who acted in a trajectory that is held keeps a name
const PAST = `
select id from account
 where state <> 'active' and erased_at is null and not is_demonstration and (email is not null or name <> '')
   and state_since < now() - case state when 'disabled' then $1::interval else $2::interval end
   and coalesce((select i.expires_at from account_invitation i where i.account_id = account.id order by i.expires_at desc limit 1) <= now(), true)
   and not exists (select from trajectory_term t where t.held_because is not null and exists (
         select from journal j where j.trajectory_id = t.trajectory_id and j.actor ->> 'accountId' = account.id::text))
 order by state_since limit 100`;

/** Accounts whose personal data are past their terms, the oldest first, a hundred at most. */
export async function listPastAccounts(db: Database, { disabled, invited }: AccountTerms): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(PAST, [disabled, invited]);
  return rows.map(({ id }) => id);
}

/**
 * Takes everything of the person out of an account, which stays as an id that journal and audit name; it is recorded. Gives
 * false, and does nothing, when somebody let it in meanwhile.
 */
export async function forgetAccount(db: Database, id: string): Promise<boolean> {
  return db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('account')
      .set({
        name: FORMER_ACCOUNT,
        email: null,
        password_hash: null,
        organisation_id: null,
        district_code: null,
        language: null,
        trajectory_id: null,
        last_sign_in_at: null,
        state: 'disabled',
        erased_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .where('state', '!=', 'active')
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await endSignIns(tx, id);
    for (const table of ['account_invitation', 'second_factor', 'account_identity'] as const)
      await tx.deleteFrom(table).where('account_id', '=', id).execute();
    const { id: accountId, role } = BY_THE_SYSTEM;
    await noteChange(tx, { kind: 'retention', action: 'forgetAccount', accountId, role, subject: id });
    return true;
  });
}
