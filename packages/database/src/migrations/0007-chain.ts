import { fold, type TrajectoryEvent } from '@buurtbalans/domain';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../entities.ts';
import { chain, GENESIS } from '../trajectories/journal-chain.ts';
import { entryOf } from '../trajectories/journal.repository.ts';

/** Each journal entry gets the hash of what came before it, and carries the timers that it sets. */
export async function up(db: Kysely<Tables>): Promise<void> {
  // the reference of an entry to its trajectory is checked at the end of a transaction; a table cannot be altered before
  await sql`set constraints all immediate`.execute(db);
  await sql`alter table journal add column hash bytea`.execute(db);
  await sql`alter table trajectory add column head bytea`.execute(db);
  await timersIntoJournal(db);
  for (const { id } of await db.selectFrom('trajectory').select('id').execute()) await chainOne(db, id);
  await sql`alter table journal alter column hash set not null`.execute(db);
  await sql`alter table trajectory alter column head set not null`.execute(db);
  await sql`create index journal_at on journal (trajectory_id, at)`.execute(db);
}

/** Before, only the table of timers knew what a command had set. */
async function timersIntoJournal(db: Kysely<Tables>): Promise<void> {
  await sql`
    update journal set data = data || jsonb_build_object('timers', t.timers)
      from (select trajectory_id, set_seq, jsonb_object_agg(key, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as timers
              from timer group by trajectory_id, set_seq) t
     where journal.trajectory_id = t.trajectory_id and journal.seq = t.set_seq`.execute(db);
}

async function chainOne(db: Kysely<Tables>, id: string): Promise<void> {
  const entries: TrajectoryEvent[] = (
    await db.selectFrom('journal').selectAll().where('trajectory_id', '=', id).orderBy('seq').execute()
  ).map(entryOf);
  const hashes = chain(GENESIS, id, entries);
  for (const [index, hash] of hashes.entries()) {
    await db
      .updateTable('journal')
      .set({ hash })
      .where('trajectory_id', '=', id)
      .where('seq', '=', index + 1)
      .execute();
  }
  await db
    .updateTable('trajectory')
    .set({ head: hashes.at(-1)!, state: fold(entries)! })
    .where('id', '=', id)
    .execute();
}
