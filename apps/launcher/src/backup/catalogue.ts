import { LEDGERS } from '@buurtbalans/database';
import type pg from 'pg';

/** A table of the product as it stands in a database. */
export interface CatalogueTable {
  readonly name: string;
  /** Those that are stored as they are given: not the ones that the database computes. */
  readonly columns: readonly string[];
  /** Tables that its rows refer to. */
  readonly parents: readonly string[];
}

/** The counter behind a column. */
export interface CatalogueSequence {
  readonly name: string;
  readonly table: string;
  readonly column: string;
}

const TABLES = `
  select c.relname::text as name,
         array(select a.attname::text from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
         array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
                where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid) as parents
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
   order by 1`;

const SEQUENCES = `
  select s.relname::text as name, t.relname::text as table, a.attname::text as column
    from pg_class s
    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    join pg_class t on t.oid = d.refobjid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
   where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
   order by 1`;

/**
 * Tables of the product, each after those that it refers to; those of the queues lie in a schema of their own. What the
 * migrator notes for itself is not among them: a restored database gets its own.
 */
export async function listTables(db: pg.Client): Promise<CatalogueTable[]> {
  const { rows } = await db.query<CatalogueTable>(TABLES, [LEDGERS]);
  const waiting = new Map(rows.map((table) => [table.name, table]));
  const ordered: CatalogueTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ parents }) => !parents.some((parent) => waiting.has(parent)));
    if (ready.length === 0)
      throw new Error(`tables refer to one another in a circle: ${[...waiting.keys()].join(', ')}`);
    for (const table of ready) waiting.delete(table.name);
    ordered.push(...ready);
  }
  return ordered;
}

/** Counters of the product's tables. */
export async function listSequences(db: pg.Client): Promise<CatalogueSequence[]> {
  return (await db.query<CatalogueSequence>(SEQUENCES)).rows;
}

/** A name as SQL has it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The rows of a table as COPY has them, for both directions. */
export const copied = ({ name, columns }: Pick<CatalogueTable, 'name' | 'columns'>): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(', ')})`;
