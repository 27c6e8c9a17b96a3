import { sql } from 'kysely';
import { effectKeySql } from '../commands/effect-key-sql.ts';
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

/** Key under which one of the mails of an invitation is received. */
export const inviteeEffectKey = ({ sessionId, number }: InvitationKey, inviteeId: string): string =>
  `invited.${sessionId}.${number}.${inviteeId}`;

const invitees = (tx: ScopedTransaction, sessionId: string) =>
  tx
    .selectFrom('session_invitee')
    .select(['id', 'organisation_id as organisationId', 'account_id as accountId', 'address'])
    .where('session_id', '=', sessionId)
    .orderBy('address')
    .orderBy('id')
    .execute();

/** The list of a session, for its facilitator. */
export async function listInvitees(
  db: Database,
  accountId: string,
  { sessionId, trajectoryId }: SessionReference,
): Promise<Invitee[]> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) => invitees(tx, sessionId));
}

/** The list of a session, for the worker that sends. */
export async function listInviteesToSend(
  db: Database,
  { sessionId, trajectoryId }: Pick<SessionReference, 'sessionId' | 'trajectoryId'>,
): Promise<Invitee[]> {
  return db.asRole({ role: 'bb_worker', trajectoryId }, (tx) => invitees(tx, sessionId));
}

/** Puts receivers on the list; who is on it already stays as they are. */
export async function addInvitees(
  db: Database,
  accountId: string,
  { sessionId, trajectoryId }: SessionReference,
  added: readonly Invitee[],
): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map((one) => ({
    id: one.id,
    session_id: sessionId,
    trajectory_id: trajectoryId,
    organisation_id: one.organisationId,
    account_id: one.accountId,
    address: one.address,
  }));
  await db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) =>
    tx
      .insertInto('session_invitee')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** Takes a receiver off the list. */
export async function removeInvitee(
  db: Database,
  accountId: string,
  { sessionId, trajectoryId }: SessionReference,
  id: string,
): Promise<void> {
  await db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) =>
    tx.deleteFrom('session_invitee').where('session_id', '=', sessionId).where('id', '=', id).execute(),
  );
}

/** SQL of the key of an invitation, or of one that takes it back, as the entry `j` of a journal tells it. */
export const INVITATION_KEY_IN_JOURNAL = effectKeySql('invitations.send', {
  trajectoryId: 'j.trajectory_id',
  sessionId: "(j.data ->> 'sessionId')",
  number: "(j.data ->> 'number')",
});

/** The invitations to a session, by number, each with how far its mails are. */
export async function listInvitations(
  db: Database,
  { trajectoryId, sessionId }: Pick<InvitationKey, 'trajectoryId' | 'sessionId'>,
): Promise<Invitation[]> {
  const rows = await db.query
    .selectFrom('journal as j')
    .leftJoin('effect_receipt as e', (join) =>
      join.on(sql<boolean>`e.effect_key = ${sql.raw(INVITATION_KEY_IN_JOURNAL)}`),
    )
    .select(['j.at', 'j.data', 'e.attempt', 'e.result'])
    .where('j.trajectory_id', '=', trajectoryId)
    .where('j.event_type', 'in', ['SessionInvited', 'InvitationWithdrawn'])
    .where(sql<string>`j.data ->> 'sessionId'`, '=', sessionId)
    .orderBy('j.seq')
    .execute();
  return rows.map((row) => {
    const data = row.data as { number: number; plannedFor: string; receiverIds?: string[] };
    return {
      number: data.number,
      at: row.at.toISOString(),
      plannedFor: data.plannedFor,
      receiverIds: data.receiverIds ?? null,
      attempts: row.attempt ?? 0,
      isDone: row.result !== null,
    };
  });
}

/** What became of the mails of a session's invitations, the latest number last. */
export async function listMailOutcomes(db: Database, sessionId: string): Promise<MailOutcome[]> {
  const rows = await db.query
    .selectFrom('effect_receipt')
    .selectAll()
    .where('effect_key', 'like', `invited.${sessionId}.%`)
    .execute();
  return rows
    .map(({ effect_key, attempt, result, at }): MailOutcome => {
      const [, , number = '', inviteeId = ''] = effect_key.split('.');
      return {
        number: Number(number),
        inviteeId,
        attempts: attempt,
        result: result as MailOutcome['result'],
        at: at.toISOString(),
      };
    })
    .sort((one, other) => one.number - other.number);
}
