import type { MethodTemplate } from '@buurtbalans/domain';
import type { Database } from '../database.ts';

const cache = new WeakMap<Database, Map<string, MethodTemplate>>();

/**
 * Reads a method template by id and version; undefined when there is none. Templates never change once stored, so
 * each process keeps those that it has read.
 */
export async function readTemplate(db: Database, id: string, version: number): Promise<MethodTemplate | undefined> {
  const known = cache.get(db) ?? new Map<string, MethodTemplate>();
  cache.set(db, known);
  const key = `${id}@${version}`;
  const hit = known.get(key);
  if (hit) return hit;
  const row = await db.query
    .selectFrom('method_template')
    .select('body')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row) known.set(key, row.body);
  return row?.body;
}
