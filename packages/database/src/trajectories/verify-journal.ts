import { isDeepStrictEqual } from 'node:util';
import { fold, fromStored, type TrajectoryEvent } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import { entryHash, GENESIS } from './journal-chain.ts';
import { entryOf } from './journal.repository.ts';

/** What is wrong with a journal: a position that is missing, an entry that was changed, an end or a state that does not fit. */
export type JournalFault = 'gap' | 'changed' | 'head' | 'state';

/** Outcome of verifying one journal; `head` is the last hash in hexadecimal, to be kept elsewhere as a witness. */
export interface JournalVerification {
  readonly trajectoryId: string;
  readonly entries: number;
  readonly head: string;
  readonly fault: { readonly kind: JournalFault; readonly seq: number } | null;
}

/**
 * Reads a whole journal in one snapshot and checks that nothing in it was changed, left out or put in: each entry's
 * hash, the sequence, the hash that the trajectory ends with, and that the entries fold to the state that is shown.
 * Undefined when there is no such trajectory.
 */
export async function verifyJournal(db: Database, trajectoryId: string): Promise<JournalVerification | undefined> {
  const { trajectory, rows } = await db.query
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => ({
      trajectory: await tx
        .selectFrom('trajectory')
        .select(['state', 'head', 'version'])
        .where('id', '=', trajectoryId)
        .executeTakeFirst(),
      rows: await tx
        .selectFrom('journal')
        .selectAll()
        .where('trajectory_id', '=', trajectoryId)
        .orderBy('seq')
        .execute(),
    }));
  if (!trajectory) return undefined;
  const found = (kind: JournalFault | null, seq: number): JournalVerification => ({
    trajectoryId,
    entries: rows.length,
    head: trajectory.head.toString('hex'),
    fault: kind && { kind, seq },
  });
  let last: Buffer = GENESIS;
  const entries: TrajectoryEvent[] = [];
  for (const [index, row] of rows.entries()) {
    const entry = entryOf(row);
    if (entry.seq !== index + 1) return found('gap', index + 1);
    last = entryHash(last, trajectoryId, entry);
    if (!last.equals(row.hash)) return found('changed', entry.seq);
    entries.push(entry);
  }
  if (!last.equals(trajectory.head) || trajectory.version !== rows.length) return found('head', rows.length);
  return isDeepStrictEqual(withoutUndefined(fold(entries)), fromStored(trajectory.state))
    ? found(null, 0)
    : found('state', rows.length);
}

/** As JSON keeps it. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
