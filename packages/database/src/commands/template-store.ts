import type { MethodTemplate } from '@buurtbalans/domain';
import type { Database } from '../database.ts';

/** A stored version of a template, with how many trajectories run on it. */
export interface StoredTemplate {
  readonly template: MethodTemplate;
  readonly createdAt: Date;
  readonly trajectories: number;
}

/** All versions of all templates, newest version first. */
export async function listTemplates(db: Database): Promise<StoredTemplate[]> {
  const { rows } = await db.pool.query<{ body: MethodTemplate; created_at: Date; trajectories: number }>(
    `select m.body, m.created_at, (select count(*)::int from trajectory t where t.template_id = m.id and t.template_version = m.version) as trajectories
       from method_template m order by m.id, m.version desc`,
  );
  return rows.map((row) => ({ template: row.body, createdAt: row.created_at, trajectories: row.trajectories }));
}

/**
 * Stores a validated version; false when it exists already, for a version never changes.
 *
 * @param by account that stores it; null for what comes along with the product
 */
export async function saveTemplate(db: Database, template: MethodTemplate, by: string | null = null): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    'insert into method_template (id, version, body, created_by) values ($1, $2, $3, $4) on conflict do nothing',
    [template.id, template.version, JSON.stringify(template), by],
  );
  return rowCount === 1;
}

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
