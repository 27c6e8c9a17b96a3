import type { Database } from '../database.ts';

/** What a document rests on beside its trajectory, as it was kept under this hash; undefined when it was not. */
export async function readPublicFacts(db: Database, trajectoryId: string, hash: string): Promise<string | undefined> {
  const row = await db.asRole({ role: 'bb_worker', trajectoryId }, (tx) =>
    tx
      .selectFrom('public_facts')
      .select('body')
      .where('trajectory_id', '=', trajectoryId)
      .where('hash', '=', hash)
      .executeTakeFirst(),
  );
  return row?.body;
}
