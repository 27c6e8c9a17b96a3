import { sql } from 'kysely';
import { effectKeySql } from '../commands/effect-key-sql.ts';
import { eachAlone, type SweepOptions } from '../commands/sweep-failure.ts';
import type { Database, ScopedTransaction } from '../database.ts';
import { RETENTION } from '../retention/retention.ts';
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

/** Lists that are looked at together. */
const PAGE = 500;

interface List {
  readonly session_id: string;
  readonly standing: 'needless' | 'cancelled' | null;
}

/**
 * The list is erased once its session needs it no more: it is closed, the trajectory stopped, or its planned moment long
 * past; of a cancelled one after those invited were told, or a week has passed. Each list stands alone. Gives how many
 * people were taken off.
 */
export async function eraseInvitees(db: Database, options: SweepOptions = {}): Promise<number> {
  let erased = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.pool.query<List>(LISTS, [after, RETENTION.forgottenAddresses]);
    const ended = rows.filter(({ standing }) => standing !== null);
    erased += await eachAlone(
      db,
      ended,
      ({ session_id }) => ({ part: 'invitees', id: session_id }),
      options,
      (list) => erase(db, list),
    );
    if (rows.length < PAGE || options.signal?.aborted) return erased;
    after = rows.at(-1)!.session_id;
  }
}

/** The same for the lists of one trajectory, or of one session in it: the others are for the sweep. */
export async function eraseInviteesOf(
  db: Database,
  { trajectoryId, sessionId }: { readonly trajectoryId: string; readonly sessionId?: string | undefined },
): Promise<void> {
  const { rows } = await db.pool.query<List>(LISTS_OF, [trajectoryId, RETENTION.forgottenAddresses, sessionId]);
  for (const list of rows) await erase(db, list);
}

async function erase(db: Database, { session_id, standing }: List): Promise<number> {
  if (standing === null) return 0;
  const erasing =
    standing === 'needless'
      ? db.pool.query(ERASE, [session_id])
      : db.pool.query(ERASE_ONCE_TOLD, [session_id, RETENTION.lostWork]);
  return (await erasing).rowCount ?? 0;
}

// a state that cannot be read keeps its own lists, and no other's; moments in it are ISO 8601 in UTC, so that their text has their order
const standingOf = (lists: string): string => `
select i.session_id, case
         when t.status = 'stopped' or s.status = 'closed' then 'needless'
         when s.status is null and jsonb_typeof(t.state -> 'sessions') = 'object' then 'needless'
         when s.status = 'planned' and s.planned_for < to_char((now() - $2::interval) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') then 'needless'
         when s.status = 'cancelled' then 'cancelled' end as standing
  from (${lists}) i
  left join trajectory t on t.id = i.trajectory_id
  left join lateral (select t.state -> 'sessions' -> i.session_id::text ->> 'status' as status, t.state -> 'sessions' -> i.session_id::text ->> 'plannedFor' as planned_for) s on true
 order by i.session_id`;
const LISTS = standingOf(
  `select distinct on (session_id) session_id, trajectory_id from session_invitee where session_id > $1::uuid order by session_id limit ${PAGE}`,
);
const LISTS_OF = standingOf(
  'select session_id, trajectory_id from session_index where trajectory_id = $1::uuid and session_id::text = coalesce(lower($3), session_id::text)',
);

/** Key of an invitation, or of one that takes it back, as the entry `j` of a journal tells it. */
const KEY_IN_JOURNAL = effectKeySql('invitations.send', {
  trajectoryId: 'j.trajectory_id',
  sessionId: "(j.data ->> 'sessionId')",
  number: "(j.data ->> 'number')",
});

const ERASE = 'delete from session_invitee where session_id = $1';
const ERASE_ONCE_TOLD = `
delete from session_invitee i where i.session_id = $1 and not exists (
  select 1 from journal j left join effect_receipt e on e.effect_key = ${KEY_IN_JOURNAL}
   where j.trajectory_id = i.trajectory_id and j.event_type = 'InvitationWithdrawn' and j.data ->> 'sessionId' = i.session_id::text
     and j.at > now() - $2::interval and e.result is null)`;

/** The invitations to a session, by number, each with how far its mails are. */
export async function listInvitations(
  db: Database,
  { trajectoryId, sessionId }: Pick<InvitationKey, 'trajectoryId' | 'sessionId'>,
): Promise<Invitation[]> {
  const rows = await db.query
    .selectFrom('journal as j')
    .leftJoin('effect_receipt as e', (join) => join.on(sql<boolean>`e.effect_key = ${sql.raw(KEY_IN_JOURNAL)}`))
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
