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
): Promise<Behind | undefined> {
  const ids = [...new Set(contributionIds)];
  return db.asRole(facilitatorScope(accountId, trajectoryId, lane, sessionId), async (tx) => {
    if (lane === 'professional') {
      const cards = await tx
        .selectFrom('professional_contribution')
        .select('organisation_id')
        .where('session_id', '=', sessionId)
        .where('id', 'in', ids)
        .execute();
      if (cards.length < ids.length) return undefined;
      return { organisationIds: [...new Set(cards.map((card) => card.organisation_id))].sort() };
    }
    const cards = await tx
      .selectFrom('resident_contribution')
      .select(['id', 'place'])
      .where('session_id', '=', sessionId)
      .where('id', 'in', ids)
      .execute();
    if (cards.length < ids.length) return undefined;
    const there = cards.filter((card) => place && card.place && isSame(place, card.place)).map((card) => card.id);
    return { residents: await residents(tx, sessionId, ids), atPlace: await residents(tx, sessionId, there) };
  });
}

async function residents(tx: ScopedTransaction, sessionId: string, cards: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count_residents(${sessionId}, ${cards}) as count`.execute(tx);
  return rows[0]!.count;
}
