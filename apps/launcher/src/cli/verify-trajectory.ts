import { type Database, type JournalVerification, verifyJournal } from '@buurtbalans/database';
import { EXIT, StartError } from '../start-error.ts';
import { asId } from './print-journal.ts';

/**
 * Checks the journal of one trajectory and prints the outcome as JSON. With a head that was kept elsewhere, the journal
 * must contain it: whoever rewrites a whole journal with all its hashes is found by that alone.
 */
export async function verifyTrajectory(
  db: Database,
  trajectoryId: string | undefined,
  head: string | undefined,
): Promise<void> {
  if (!trajectoryId) throw new StartError('verify --trajectory ID --head HASH');
  const id = asId(trajectoryId);
  const outcome = await verifyJournal(db, id);
  if (!outcome) throw new StartError(`${id}: dit traject is er niet / there is no such trajectory`);
  const lost = head !== undefined && !(await holds(db, id, head));
  console.log(
    JSON.stringify(
      lost ? ({ ...outcome, witness: 'missing' } satisfies JournalVerification & { witness: string }) : outcome,
    ),
  );
  if (outcome.fault || lost) throw new StartError(`${id}: klopt niet / not as written`, EXIT.notAsWritten);
}

async function holds(db: Database, id: string, head: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `select 1 from journal where trajectory_id = $1 and encode(hash, 'hex') = $2`,
    [id, head.toLowerCase()],
  );
  return (rowCount ?? 0) > 0;
}
