import type { Behind, Lane, Place } from '@buurtbalans/domain';
import { sql } from 'kysely';
import type { Database, ScopedTransaction } from '../database.ts';
import { facilitatorScope } from '../sessions/contribution.repository.ts';

/** Contributions of one session from which a statement is written, and where it is to lie. */
export interface WrittenFrom {
  readonly lane: Lane;
  readonly sessionId: string;
  readonly contributionIds: readonly string[];
  readonly place: Place | null;
}

/** A card of a release: whether it tells of the statement's place, and whose knowledge it is in a professional session. */
export interface CardBehind {
  readonly id: string;
  readonly organisationId: string | null;
  readonly atPlace: boolean;
}

/** Who stands behind a release, and by which cards. */
export interface Counted {
  readonly behind: Behind;
  readonly cards: readonly CardBehind[];
}

/**
 * Counts who stands behind contributions: different residents, and how many of them named the place, or the
 * organisations. Undefined where one of them is not there, is of another session, lane or trajectory, or was taken off.
 *
 * @param isSame whether two places are one
 */
export async function countBehind(
  db: Database,
  accountId: string,
  trajectoryId: string,
  { lane, sessionId, contributionIds, place }: WrittenFrom,
  isSame: (one: Place, other: Place) => boolean,
): Promise<Counted | undefined> {
  const ids = [...new Set(contributionIds)];
  return db.asRole(facilitatorScope(accountId, trajectoryId, lane, sessionId), async (tx) => {
    if (lane === 'professional') {
      const cards = await tx
        .selectFrom('professional_contribution')
        .select(['id', 'organisation_id'])
        .where('session_id', '=', sessionId)
        .where('id', 'in', ids)
        .execute();
      if (cards.length < ids.length) return undefined;
      return {
        behind: { organisationIds: [...new Set(cards.map((card) => card.organisation_id))].sort() },
        cards: cards.map((card) => ({ id: card.id, organisationId: card.organisation_id, atPlace: false })),
      };
    }
    const cards = await tx
      .selectFrom('resident_contribution')
      .select(['id', 'place'])
      .where('session_id', '=', sessionId)
      .where('id', 'in', ids)
      .execute();
    if (cards.length < ids.length) return undefined;
    const there = cards.filter((card) => place && card.place && isSame(place, card.place)).map((card) => card.id);
    return {
      behind: { residents: await residents(tx, sessionId, ids), atPlace: await residents(tx, sessionId, there) },
      cards: ids.map((card) => ({ id: card, organisationId: null, atPlace: there.includes(card) })),
    };
  });
}

async function residents(tx: ScopedTransaction, sessionId: string, cards: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count_residents(${sessionId}, ${cards}) as count`.execute(tx);
  return rows[0]!.count;
}

/**
 * Who still stands behind the statements of a trajectory of which somebody took back what they wrote, by the statement's id.
 * Nothing is known of statements that an earlier version released.
 */
export async function countLeft(
  db: Database,
  trajectoryId: string,
  laneOf: (statementId: string) => Lane | undefined,
): Promise<Map<string, Behind>> {
  const { rows } = await db.pool.query<{
    statement_id: string;
    residents: number;
    at_place: number;
    organisation_ids: string[];
  }>({ name: 'count-behind', text: 'select * from count_behind($1)', values: [trajectoryId] });
  return new Map(
    rows.flatMap((row): [string, Behind][] => {
      const lane = laneOf(row.statement_id);
      if (lane === undefined) return [];
      const { statement_id: id, residents, at_place: atPlace, organisation_ids: organisationIds } = row;
      return [[id, lane === 'resident' ? { residents, atPlace } : { organisationIds }]];
    }),
  );
}
