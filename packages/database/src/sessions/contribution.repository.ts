import type { Lane, OrganisationType, Place, Theme } from '@buurtbalans/domain';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database, ScopedTransaction } from '../database.ts';
import type { Scope } from '../roles.ts';

/** A contribution as its own lane may see it. Residents' have no organisation, and nobody's has an author. */
export interface StoredContribution {
  readonly id: string;
  readonly seq: number;
  readonly sessionId: string;
  readonly lane: Lane;
  readonly kind: 'weak_spot' | 'promising_spot' | 'signal';
  readonly theme: Theme;
  readonly text: string;
  readonly place: Place | null;
  readonly organisation: { id: string; name: string; type: OrganisationType } | null;
  readonly groupId: string | null;
  readonly released: boolean;
  readonly invented: boolean;
}

/** A participant of one session; only professionals have an organisation. */
export interface ParticipantScope {
  readonly trajectoryId: string;
  readonly sessionId: string;
  readonly lane: Lane;
  readonly organisationId?: string | undefined;
}

/** What a participant puts in. */
export interface ContributionInput {
  readonly id: string;
  readonly kind: StoredContribution['kind'];
  readonly theme: Theme;
  readonly text: string;
  readonly place: Place | null;
  readonly withdrawalHash: string | null;
  readonly invented?: boolean;
}

/** The database scope of a participant. */
export function participantScope(participant: ParticipantScope): Scope {
  return {
    role: participant.lane === 'professional' ? 'bb_professional' : 'bb_resident',
    trajectoryId: participant.trajectoryId,
    sessionId: participant.sessionId,
    lane: participant.lane,
    ...(participant.organisationId ? { organisationId: participant.organisationId } : {}),
  };
}

/** The database scope of a facilitator who looks into one lane. */
export function facilitatorScope(accountId: string, trajectoryId: string, lane: Lane, sessionId?: string): Scope {
  return { role: 'bb_facilitator', accountId, trajectoryId, lane, ...(sessionId ? { sessionId } : {}) };
}

const shared = ['c.id', 'c.seq', 'c.session_id as sessionId', 'c.kind', 'c.theme', 'c.text', 'c.place', 'c.group_id as groupId', 'c.released', 'c.invented'] as const;

async function select(tx: ScopedTransaction, lane: Lane, filter: { sessionId?: string; after?: number; id?: string }): Promise<StoredContribution[]> {
  const after = filter.after ?? 0;
  if (lane === 'resident') {
    let query = tx.selectFrom('resident_contribution as c').select(shared).where('c.seq', '>', after);
    if (filter.sessionId) query = query.where('c.session_id', '=', filter.sessionId);
    if (filter.id) query = query.where('c.id', '=', filter.id);
    const rows = await query.orderBy('c.session_id').orderBy('c.seq').execute();
    return rows.map((row) => ({ ...row, theme: row.theme as Theme, lane, organisation: null }));
  }
  let query = tx
    .selectFrom('professional_contribution as c')
    .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
    .select(shared)
    .select(['o.id as organisation_id', 'o.name as organisation_name', 'o.type as organisation_type'])
    .where('c.seq', '>', after);
  if (filter.sessionId) query = query.where('c.session_id', '=', filter.sessionId);
  if (filter.id) query = query.where('c.id', '=', filter.id);
  const rows = await query.orderBy('c.session_id').orderBy('c.seq').execute();
  return rows.map(({ organisation_id, organisation_name, organisation_type, ...row }) => ({
    ...row,
    theme: row.theme as Theme,
    lane,
    organisation: { id: organisation_id, name: organisation_name, type: organisation_type },
  }));
}

/**
 * Stores a contribution once, however often it is sent; gives it as stored, `not_open` when the session does not stand
 * open in this lane, or `id_taken` when another session has a contribution of that id. The database itself refuses
 * another lane, session or organisation.
 */
export async function addContribution(db: Database, participant: ParticipantScope, input: ContributionInput, again = true): Promise<StoredContribution | 'not_open' | 'id_taken'> {
  const { lane, sessionId, trajectoryId } = participant;
  try {
    return await db.asRole(participantScope(participant), async (tx) => {
      const before = await select(tx, lane, { sessionId, id: input.id });
      if (before[0]) return before[0];
      const seq = await sql<{ seq: number }>`select next_session_seq(${sessionId}) as seq`.execute(tx);
      const row = {
        id: input.id,
        trajectory_id: trajectoryId,
        session_id: sessionId,
        seq: seq.rows[0]!.seq,
        kind: input.kind,
        theme: input.theme,
        text: input.text,
        place: input.place === null ? null : JSON.stringify(input.place),
        group_id: null,
        invented: input.invented ?? false,
      };
      if (lane === 'resident') await tx.insertInto('resident_contribution').values({ ...row, withdrawal_hash: input.withdrawalHash ?? '' }).execute();
      else await tx.insertInto('professional_contribution').values({ ...row, organisation_id: participant.organisationId ?? '' }).execute();
      return (await select(tx, lane, { sessionId, id: input.id }))[0]!;
    });
  } catch (error) {
    // 42501: a row-level security policy said no, and the only one that changes with time is the open session
    if (error instanceof pg.DatabaseError && error.code === '42501') return 'not_open';
    // 23505: the same contribution arrived twice at once and is there by now; if it still cannot be seen, it is not of this session
    if (error instanceof pg.DatabaseError && error.code === '23505') return again ? addContribution(db, participant, input, false) : 'id_taken';
    throw error;
  }
}

/** What the stream of a session carries after a position. */
export interface LaneChanges {
  readonly contributions: readonly StoredContribution[];
  readonly withdrawals: readonly { seq: number; contributionId: string }[];
}

/** Contributions and withdrawals of one session after a position, for whoever the scope is. */
export async function readLaneChanges(db: Database, scope: Scope & { sessionId: string; lane: Lane }, after: number): Promise<LaneChanges> {
  return db.asRole(scope, async (tx) => ({
    contributions: await select(tx, scope.lane, { sessionId: scope.sessionId, after }),
    withdrawals: await tx
      .selectFrom('withdrawal')
      .select(['seq', 'contribution_id as contributionId'])
      .where('session_id', '=', scope.sessionId)
      .where('seq', '>', after)
      .orderBy('seq')
      .execute(),
  }));
}

/** All contributions of one lane of a trajectory, for its facilitator. */
export async function listLaneContributions(db: Database, accountId: string, trajectoryId: string, lane: Lane): Promise<StoredContribution[]> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, lane), (tx) => select(tx, lane, {}));
}

/** Withdraws a resident's contribution for good, by the secret of the browser that sent it; false when it does not fit. */
export async function withdrawContribution(db: Database, participant: ParticipantScope, contributionId: string, secret: string): Promise<boolean> {
  return db.asRole({ ...participantScope(participant), withdrawalSecret: secret }, async (tx) => {
    const gone = await tx.deleteFrom('resident_contribution').where('id', '=', contributionId).executeTakeFirst();
    if (Number(gone.numDeletedRows) === 0) return false;
    const { rows } = await sql<{ seq: number }>`select next_session_seq(${participant.sessionId}) as seq`.execute(tx);
    await tx
      .insertInto('withdrawal')
      .values({ session_id: participant.sessionId, seq: rows[0]!.seq, contribution_id: contributionId })
      .execute();
    return true;
  });
}
