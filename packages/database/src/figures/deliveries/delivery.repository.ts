import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database.ts';
import type { Tables } from '../../entities.ts';
import type { Delivery, DeliverySource, Person } from './delivery.ts';

type Kind = Delivery['kind'];

/** Deliveries that a list has. */
const LISTED = 100;

/** A delivery of which nothing has been read yet. */
export interface NewDelivery {
  readonly id: string;
  readonly kind: Kind;
  readonly origin: 'upload' | 'command_line' | 'product';
  readonly fileName: string;
  /** Account of whoever brought it; null where there is none. */
  readonly broughtBy: string | null;
}

/** What was read of a file, beside its rows. */
export interface ReadDelivery {
  readonly bytes: number;
  readonly sha256: string;
  readonly source: DeliverySource | null;
  readonly years: readonly number[];
  readonly columns: readonly string[];
  readonly dropped: readonly string[];
  readonly rows: number;
}

/** Begins to keep what is read; what an earlier attempt at the same file left goes. False when it was read before. */
export async function beginDelivery(
  db: Database,
  { id, kind, origin, fileName, broughtBy }: NewDelivery,
): Promise<boolean> {
  return db.query.transaction().execute(async (tx) => {
    await tx.deleteFrom('delivery').where('id', '=', id).where('state', '=', 'reading').execute();
    const row = { id, kind, origin, file_name: fileName, bytes: 0, brought_by: broughtBy };
    const { numInsertedOrUpdatedRows = 0n } = await tx
      .insertInto('delivery')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows > 0n;
  });
}

/** Takes away what was read of a file that is refused. */
export async function dropDelivery(db: Database, id: string): Promise<void> {
  await db.query.deleteFrom('delivery').where('id', '=', id).where('state', '=', 'reading').execute();
}

/**
 * Says that a file was read to its end: from now on it can be decided about.
 *
 * @throws when another attempt at the same file has begun meanwhile
 */
export async function proposeDelivery(tx: Kysely<Tables>, id: string, read: ReadDelivery): Promise<void> {
  const { rows, source, years, columns, dropped, ...file } = read;
  const json = (value: unknown) => sql<never>`${value === null ? null : JSON.stringify(value)}::jsonb`;
  const { numUpdatedRows } = await tx
    .updateTable('delivery')
    .set({
      ...file,
      state: 'proposed',
      row_count: rows,
      source: json(source),
      years: json(years),
      columns: json(columns),
      dropped: json(dropped),
    })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Error('another attempt at the same file has begun');
}

/** The newest delivery that is official, of one kind: what the next one replaces. Null when there is none. */
export async function newestDelivery(tx: Kysely<Tables>, kind: Kind): Promise<string | null> {
  const row = await tx
    .selectFrom('delivery')
    .select('id')
    .where('kind', '=', kind)
    .where('state', '=', 'official')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Whether one of these deliveries was put back. */
export async function wasPutBack(db: Database, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const found = await db.query
    .selectFrom('delivery')
    .select('id')
    .where('id', 'in', [...ids])
    .where('state', '=', 'undone')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** One delivery; undefined when there is none, or when it is still being read. */
export async function readDelivery(tx: Kysely<Tables>, id: string): Promise<Delivery | undefined> {
  const [found] = await deliveries(tx, sql`d.id = ${id}`, 1);
  return found;
}

/** The latest deliveries, newest first; those that are being read are not among them. */
export async function listDeliveries(db: Database): Promise<Delivery[]> {
  return deliveries(db.query, sql`true`, LISTED);
}

/** Where the figures of deliveries come from, by the delivery's id. */
export async function sourcesOfDeliveries(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeliverySource>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query
    .selectFrom('delivery')
    .select(['id', 'source'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.flatMap(({ id, source }) => (source ? [[id, source]] : [])));
}

/** Of a data set that comes along, which is of one municipality: the name of that. */
const OF_PRODUCT = sql`(
  select a.name from area a where a.level = 'gemeente' and a.code = 'GM' || substr(coalesce(
    (select f.area_code from figure f where f.indicator_id = d.columns ->> 0 and f.delivery_id = d.id limit 1),
    (select r.area_code from figure_replaced r where r.indicator_id = d.columns ->> 0 and r.delivery_id = d.id limit 1),
    (select b.code from area b where b.delivery_id = d.id limit 1)), 3, 4))`;

interface Row extends Omit<Delivery, 'broughtBy' | 'takenOverBy' | 'endedBy'> {
  readonly broughtBy: string | null;
  readonly broughtName: string | null;
  readonly takenOverBy: string | null;
  readonly takenOverName: string | null;
  readonly endedBy: string | null;
  readonly endedName: string | null;
}

async function deliveries(tx: Kysely<Tables>, which: ReturnType<typeof sql>, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Row>`
    select d.id, d.kind, d.state, d.origin, d.file_name as "fileName", d.bytes, d.sha256, d.source, d.years, d.columns,
           d.dropped, d.row_count as rows, d.brought_by as "broughtBy", b.name as "broughtName", d.brought_at as "broughtAt",
           d.replaces, d.difference, d.erases, d.position, d.taken_over_by as "takenOverBy", t.name as "takenOverName",
           d.taken_over_at as "takenOverAt", d.ended_by as "endedBy", e.name as "endedName", d.ended_at as "endedAt",
           d.state = 'official' and d.position = (
             select max(position) from delivery o where o.kind = d.kind and o.state = 'official') as "isNewest",
           case when d.origin = 'product' then ${OF_PRODUCT} end as municipality
      from delivery d
      left join account b on b.id = d.brought_by
      left join account t on t.id = d.taken_over_by
      left join account e on e.id = d.ended_by
     where d.state <> 'reading' and ${which}
     order by coalesce(d.taken_over_at, d.brought_at) desc, d.position desc nulls first limit ${limit}`.execute(tx);
  return rows.map(({ broughtBy, broughtName, takenOverBy, takenOverName, endedBy, endedName, ...row }) => ({
    ...row,
    broughtBy: person(broughtBy, broughtName),
    takenOverBy: person(takenOverBy, takenOverName),
    endedBy: person(endedBy, endedName),
  }));
}

const person = (id: string | null, name: string | null): Person | null =>
  id === null ? null : { id, name: name ?? '' };
