import { sql } from 'kysely';
import type { Database } from '../../database.ts';
import type { Delivery } from './delivery.ts';
import { STANDING } from './figure-difference.ts';

/** How a value differs: it is new, another one, or gone when empty cells erase. */
export type ChangeKind = 'added' | 'changed' | 'emptied';

/** One value that taking over would change. */
export interface FigureChange {
  readonly areaCode: string;
  /** Null for an area that the product does not know. */
  readonly areaName: string | null;
  readonly year: number;
  readonly before: number | null;
  readonly after: number | null;
}

const WHICH = {
  added: sql`i.value is not null and f.value is null`,
  changed: sql`i.value <> f.value`,
  emptied: sql`i.value is null and f.value is not null`,
} as const;

/** Values of one indicator that a proposed delivery would change, by area and year, so many from so far. */
export async function listFigureChanges(
  db: Database,
  { id, columns }: Pick<Delivery, 'id' | 'columns'>,
  { kind, indicatorId, offset, limit }: { kind: ChangeKind; indicatorId: string; offset: number; limit: number },
): Promise<FigureChange[]> {
  const at = columns.indexOf(indicatorId) + 1;
  if (at === 0) return [];
  const { rows } = await sql<FigureChange>`
    select i.area_code as "areaCode", a.name as "areaName", i.year, f.value as before, i.value as after
      from (select ${indicatorId}::text as indicator_id, area_code, year, (cells::float8[])[${at}::int] as value
              from delivery_row where delivery_id = ${id}) i
      left join figure f on ${STANDING}
      left join area a on a.code = i.area_code
     where ${WHICH[kind]} order by a.code is null, i.area_code, i.year offset ${offset} limit ${limit}`.execute(
    db.query,
  );
  return rows;
}
