import type { Database } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

interface Due {
  readonly table_name: string;
  /** How often it was asked for until now, and how much was changed or removed in it. */
  readonly wanted: string;
  readonly changes: string;
}

/** Texts stand elsewhere: from these nothing is erased but with a whole trajectory, which asks for it. */
const WHEN_ASKED = ['journal', 'trajectory'];

// what was changed or removed is counted by PostgreSQL; where it lost count, the number is another one too
const DUE = `
select table_name, wanted, now_changed as changes
  from (select r.*, coalesce(s.n_tup_upd + s.n_tup_del, 0) as now_changed from table_rewrite r
          left join pg_stat_user_tables s on s.schemaname = 'public' and s.relname = r.table_name) r
 where (wanted > done and at <= now() - $1::interval) or (now_changed <> changes and at <= now() - $2::interval and table_name <> all($3))`;

/**
 * Writes tables anew from which something was erased: until then its bytes lie in their files, and in PostgreSQL's log of
 * changes. A table that is being read is let be until the next sweep, and so is one of which this was cut short. Gives how
 * many were.
 */
export async function rewriteTables(db: Database, options: SweepOptions = {}): Promise<number> {
  await db.pool.query('insert into table_rewrite (table_name) select rewritable() on conflict do nothing');
  const { rows } = await db.pool.query<Due>(DUE, [RETENTION.erasedBytesSoon, RETENTION.erasedBytes, WHEN_ASKED]);
  const rewritten = await eachAlone(
    db,
    rows,
    ({ table_name }) => ({ part: 'rewrite', id: table_name }),
    options,
    async (due) => {
      const isDone = await rewrite(db, due.table_name).catch(async (error: unknown) => {
        await tomorrow(db, due);
        throw error;
      });
      if (isDone) await mark(db, due);
      return isDone ? 1 : 0;
    },
  );
  if (rewritten > 0) await db.pool.query('select forget_wal()');
  return rewritten;
}

const rewrite = async (db: Database, name: string): Promise<boolean> =>
  (await db.pool.query<{ done: boolean }>('select rewrite_table($1) as done', [name])).rows[0]!.done;

/** What was asked for until it was looked at is done; what was asked for since stays. */
const mark = (db: Database, { table_name, wanted, changes }: Due) =>
  db.pool.query(
    'update table_rewrite set at = now(), done = greatest(done, $2::bigint), changes = $3 where table_name = $1',
    [table_name, wanted, changes],
  );

/** One that takes too long would be in everybody's way each time. */
const tomorrow = (db: Database, { table_name }: Due) =>
  db.pool.query(
    'update table_rewrite set wanted = wanted + 1, at = now() + $2::interval - $3::interval where table_name = $1',
    [table_name, RETENTION.erasedBytes, RETENTION.erasedBytesSoon],
  );
