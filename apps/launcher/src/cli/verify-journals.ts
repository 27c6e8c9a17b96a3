import { type Database, type JournalVerification, listTrajectories, verifyJournal } from '@buurtbalans/database';
import { StartError } from '../options.ts';
import { asId } from './print-journal.ts';

/**
 * Checks the journals of one or all trajectories and prints an outcome a line. With a head that was kept elsewhere, the
 * journal must contain it: whoever rewrites a whole journal with all its hashes is found by that alone.
 */
export async function verifyJournals(
  db: Database,
  trajectoryId: string | undefined,
  head: string | undefined,
): Promise<void> {
  if (head && !trajectoryId) throw new StartError('verify --trajectory ID --head HASH');
  const ids = trajectoryId ? [asId(trajectoryId)] : (await listTrajectories(db)).map(({ id }) => id);
  let faults = 0;
  for (const id of ids) {
    const outcome = await verifyJournal(db, id);
    if (!outcome) throw new StartError(`${id}: dit traject is er niet / there is no such trajectory`);
    const lost = head !== undefined && !(await holds(db, id, head));
    if (outcome.fault || lost) faults += 1;
    console.log(
      JSON.stringify(
        lost ? ({ ...outcome, witness: 'missing' } satisfies JournalVerification & { witness: string }) : outcome,
      ),
    );
  }
  if (faults > 0)
    throw new StartError(`${faults} van ${ids.length} klopt niet / ${faults} of ${ids.length} not as written`);
}

async function holds(db: Database, id: string, head: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `select 1 from journal where trajectory_id = $1 and encode(hash, 'hex') = $2`,
    [id, head.toLowerCase()],
  );
  return (rowCount ?? 0) > 0;
}
