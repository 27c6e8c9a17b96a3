import { countBehind, type Counted, type Database } from '@buurtbalans/database';
import { type Actor, commandSchemas } from '@buurtbalans/domain';
import { isSamePlace } from '@buurtbalans/geo';

/** Of which trajectory a command is, and who sends it. */
export interface Sending {
  readonly trajectoryId: string;
  readonly actor: Actor;
}

/** The part of a release that says what it is written from. */
const writtenFromSchema = commandSchemas.ReleaseStatement.pick({
  lane: true,
  sessionId: true,
  contributionIds: true,
  place: true,
});

/**
 * Who stands behind the contributions of a release, counted; undefined where it names what is not there, not in that session
 * and lane, or taken off, or says nothing that could be counted. Only the trajectory's own facilitator finds any.
 */
export async function readBehind(
  db: Database,
  { trajectoryId, actor: { accountId } }: Sending,
  said: object,
): Promise<Counted | undefined> {
  const { lane, sessionId, contributionIds, place } = said as Record<string, unknown>;
  const parsed = writtenFromSchema.safeParse({ lane, sessionId, contributionIds, place });
  if (!parsed.success || accountId === undefined) return undefined;
  return countBehind(db, accountId, trajectoryId, parsed.data, isSamePlace);
}
