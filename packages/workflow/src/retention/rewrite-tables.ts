import type { Database } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

// what was changed or removed is counted by PostgreSQL; where it lost count, the number is another one too
const DUE = `
update table_rewrite r set at = now(), wanted = false, changes = d.changes
  from (select table_name, coalesce(s.n_tup_upd + s.n_tup_del, 0) as changes from table_rewrite
          left join pg_stat_user_tables s on s.schemaname = 'public' and s.relname = table_name
         where (wanted and at <= now() - $1::interval) or at <= now() - $2::interval for update of table_rewrite skip locked) d
 where r.table_name = d.table_name and (r.wanted or r.changes <> d.changes)
returning r.table_name`;

/**
 * Writes tables anew from which something was erased: until then its bytes lie in their files, and in PostgreSQL's log of
 * changes. A table that is being read is let be until the next sweep. Gives how many were.
 */
export async function rewriteTables(db: Database, options: SweepOptions = {}): Promise<number> {
  await db.pool.query('insert into table_rewrite (table_name) select rewritable() on conflict do nothing');
  const { rows } = await db.pool.query<{ table_name: string }>(DUE, [RETENTION.erasedBytesSoon, RETENTION.erasedBytes]);
  const rewritten = await eachAlone(
    db,
    rows,
    ({ table_name }) => ({ part: 'rewrite', id: table_name }),
    options,
    async ({ table_name: name }) => {
      const isDone = await rewrite(db, name).catch(async (error: unknown) => {
        // one that takes too long would be in everybody's way each time: tomorrow
        await db.pool.query('update table_rewrite set changes = -1 where table_name = $1', [name]);
        throw error;
      });
      if (!isDone) await again(db, name);
      return isDone ? 1 : 0;
    },
  );
  if (rewritten > 0) await db.pool.query('select forget_wal()');
  return rewritten;
}

const rewrite = async (db: Database, name: string): Promise<boolean> =>
  (await db.pool.query<{ done: boolean }>('select rewrite_table($1) as done', [name])).rows[0]!.done;

const again = (db: Database, name: string) =>
  db.pool.query(`update table_rewrite set wanted = true, at = now() - $2::interval where table_name = $1`, [
    name,
    RETENTION.erasedBytesSoon,
  ]);
