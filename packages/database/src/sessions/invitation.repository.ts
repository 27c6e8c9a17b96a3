import { sql } from 'kysely';
import type { Database, ScopedTransaction } from '../database.ts';
import { facilitatorScope } from './contribution.repository.ts';
import type { SessionReference } from './session.repository.ts';

/** Somebody who is invited to a session: an account, or an address that was typed in for this session alone. */
export interface Invitee {
  readonly id: string;
  readonly organisationId: string;
  readonly accountId: string | null;
  readonly address: string | null;
}

/** An invitation as the journal has it; `receiverIds` is null where it takes the former ones back. */
export interface Invitation {
  readonly number: number;
  readonly at: string;
  readonly plannedFor: string;
  readonly receiverIds: readonly string[] | null;
  /** How often its mails were begun, and whether nothing is left to be sent. */
  readonly attempts: number;
  readonly isDone: boolean;
}

/** What became of one mail. `refused` is the code of a mail server that will not take it, ever. */
export interface MailOutcome {
  readonly number: number;
  readonly inviteeId: string;
  readonly attempts: number;
  readonly result: { readonly messageId: string } | { readonly refused: number } | null;
  readonly at: string;
}

/** Which invitation: of all trajectories and sessions. */
export interface InvitationKey {
  readonly trajectoryId: string;
  readonly sessionId: string;
  readonly number: number;
}

/** Key under which an invitation as a whole is received, whatever number of mails it was. */
export const invitationEffectKey = ({ trajectoryId, sessionId, number }: InvitationKey): string => `invitation.${sessionId}.${number}.${trajectoryId}`;

/** Key of the receipt of one of its mails. */
export const inviteeEffectKey = ({ sessionId, number }: InvitationKey, inviteeId: string): string => `invited.${sessionId}.${number}.${inviteeId}`;

const invitees = (tx: ScopedTransaction, sessionId: string) =>
  tx.selectFrom('session_invitee').select(['id', 'organisation_id as organisationId', 'account_id as accountId', 'address']).where('session_id', '=', sessionId).orderBy('address').orderBy('id').execute();

/** The list of a session, for its facilitator. */
export async function listInvitees(db: Database, accountId: string, { sessionId, trajectoryId }: SessionReference): Promise<Invitee[]> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) => invitees(tx, sessionId));
}

/** The list of a session, for the worker that sends. */
export async function listInviteesToSend(db: Database, { sessionId, trajectoryId }: Pick<SessionReference, 'sessionId' | 'trajectoryId'>): Promise<Invitee[]> {
  return db.asRole({ role: 'bb_worker', trajectoryId }, (tx) => invitees(tx, sessionId));
}

/** Puts receivers on the list; who is on it already stays as they are. */
export async function addInvitees(db: Database, accountId: string, { sessionId, trajectoryId }: SessionReference, added: readonly Invitee[]): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map((one) => ({ id: one.id, session_id: sessionId, trajectory_id: trajectoryId, organisation_id: one.organisationId, account_id: one.accountId, address: one.address }));
  await db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) => tx.insertInto('session_invitee').values(rows).onConflict((conflict) => conflict.doNothing()).execute());
}

/** Takes a receiver off the list. */
export async function removeInvitee(db: Database, accountId: string, { sessionId, trajectoryId }: SessionReference, id: string): Promise<void> {
  await db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) => tx.deleteFrom('session_invitee').where('session_id', '=', sessionId).where('id', '=', id).execute());
}

/** The list is erased once its session needs it no more; of a cancelled one after those invited were told, or a week has passed. */
export async function eraseInvitees(db: Database): Promise<number> {
  const { rowCount } = await db.pool.query(`
    delete from session_invitee i using trajectory t
     where t.id = i.trajectory_id and (
       t.status = 'stopped' or t.state -> 'sessions' -> i.session_id::text ->> 'status' = 'closed'
       or (t.state -> 'sessions' -> i.session_id::text ->> 'status' = 'cancelled' and not exists (
         select 1 from journal j left join effect_receipt e on e.effect_key = 'invitation.' || i.session_id || '.' || (j.data ->> 'number') || '.' || t.id
          where j.trajectory_id = t.id and j.event_type = 'InvitationWithdrawn' and j.data ->> 'sessionId' = i.session_id::text
            and j.at > now() - interval '7 days' and e.result is null)))`);
  return rowCount ?? 0;
}

/** The invitations to a session, by number, each with how far its mails are. */
export async function listInvitations(db: Database, { trajectoryId, sessionId }: Pick<InvitationKey, 'trajectoryId' | 'sessionId'>): Promise<Invitation[]> {
  const rows = await db.query
    .selectFrom('journal as j')
    .leftJoin('effect_receipt as e', (join) => join.on(sql<boolean>`e.effect_key = 'invitation.' || (j.data ->> 'sessionId') || '.' || (j.data ->> 'number') || '.' || j.trajectory_id`))
    .select(['j.at', 'j.data', 'e.attempt', 'e.result'])
    .where('j.trajectory_id', '=', trajectoryId)
    .where('j.event_type', 'in', ['SessionInvited', 'InvitationWithdrawn'])
    .where(sql<string>`j.data ->> 'sessionId'`, '=', sessionId)
    .orderBy('j.seq')
    .execute();
  return rows.map((row) => {
    const data = row.data as { number: number; plannedFor: string; receiverIds?: string[] };
    return { number: data.number, at: row.at.toISOString(), plannedFor: data.plannedFor, receiverIds: data.receiverIds ?? null, attempts: row.attempt ?? 0, isDone: row.result !== null };
  });
}

/** What became of the mails of a session's invitations, the latest number last. */
export async function listMailOutcomes(db: Database, sessionId: string): Promise<MailOutcome[]> {
  const rows = await db.query.selectFrom('effect_receipt').selectAll().where('effect_key', 'like', `invited.${sessionId}.%`).execute();
  return rows
    .map(({ effect_key, attempt, result, at }): MailOutcome => {
      const [, , number = '', inviteeId = ''] = effect_key.split('.');
      return { number: Number(number), inviteeId, attempts: attempt, result: result as MailOutcome['result'], at: at.toISOString() };
    })
    .sort((one, other) => one.number - other.number);
}
