import { sql } from 'kysely';
import type { Database } from '../../database.ts';
import type { Delivery } from './delivery.ts';

/** A value as it would stand of an area and year of a file, once that is taken over. */
export interface WouldStandRow {
  readonly areaCode: string;
  readonly year: number;
  readonly indicatorId: string;
  readonly value: number | null;
  /** Whether the file gives it. */
  readonly isNew: boolean;
  /** What stands now. */
  readonly before: number | null;
}

/** Lines that one statement takes. */
const AT_A_TIME = 5_000;

/** What would stand of these indicators in each area and year of a proposed delivery, line by line, so many lines at a time. */
export async function* wouldStand(
  db: Database,
  { id, columns }: Pick<Delivery, 'id' | 'columns'>,
  indicatorIds: readonly string[],
): AsyncGenerator<readonly WouldStandRow[]> {
  const bounds = await sql<{ first: number | null; last: number | null }>`
    select min(line) as first, max(line) as last from delivery_row where delivery_id = ${id}`.execute(db.query);
  const { first, last } = bounds.rows[0]!;
  if (first === null || last === null || indicatorIds.length === 0) return;
  for (let from = first; from <= last; from += AT_A_TIME) {
    const { rows } = await sql<WouldStandRow>`
      select i.area_code as "areaCode", i.year, i.indicator_id as "indicatorId", coalesce(i.value, f.value) as value,
             i.value is not null as "isNew", f.value as before
        from (select r.line, r.area_code, r.year, w.indicator_id,
                     (r.cells::float8[])[array_position(${[...columns]}::text[], w.indicator_id)] as value
                from delivery_row r cross join unnest(${[...indicatorIds]}::text[]) as w(indicator_id)
               where r.delivery_id = ${id} and r.line between ${from}::int and ${from + AT_A_TIME - 1}::int) i
        left join figure f on f.indicator_id = i.indicator_id and f.area_code = i.area_code and f.year = i.year
       order by i.line`.execute(db.query);
    yield rows;
  }
}
