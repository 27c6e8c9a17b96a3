import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../entities.ts';
import type { Delivery } from './delivery.ts';

/** A row of a file of figures: its cells are in the order of the delivery's indicators. */
export interface DeliveredRow {
  readonly line: number;
  readonly areaCode: string;
  readonly year: number;
  readonly cells: readonly { readonly value: number | null; readonly status: string }[];
}

/** Keeps rows beside what is official; a line that is there already belongs to another attempt, and is refused. */
export async function keepRows(tx: Kysely<Tables>, deliveryId: string, rows: readonly DeliveredRow[]): Promise<void> {
  await sql`
    insert into delivery_row (delivery_id, line, area_code, year, cells, statuses)
    select ${deliveryId}::uuid, r.line, r.area_code, r.year, r.cells, r.statuses
      from unnest(${rows.map(({ line }) => line)}::int[], ${rows.map(({ areaCode }) => areaCode)}::text[],
                  ${rows.map(({ year }) => year)}::int[], ${rows.map(cellsOf)}::text[], ${rows.map(statusesOf)}::text[])
        as r(line, area_code, year, cells, statuses)`.execute(tx);
}

const cellsOf = ({ cells }: DeliveredRow): string => `{${cells.map(({ value }) => value ?? 'NULL').join()}}`;
/** Nothing where all cells have a value, as nearly everywhere. */
const statusesOf = ({ cells }: DeliveredRow): string =>
  cells.some(({ value }) => value === null)
    ? `{${cells.map(({ value, status }) => (value === null ? status : 'NULL')).join()}}`
    : '{}';

/** Values that one statement takes, so that none takes long. */
const AT_A_TIME = 50_000;

/** Lines of a file, from and to, so many that one statement gets through them. */
export async function* partsOf(
  tx: Kysely<Tables>,
  { id, columns }: Pick<Delivery, 'id' | 'columns'>,
): AsyncGenerator<RawBuilder<unknown>> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(line) as first, max(line) as last from delivery_row where delivery_id = ${id}`.execute(tx);
  const { first, last } = rows[0]!;
  if (first === null || last === null) return;
  const step = Math.max(1, Math.floor(AT_A_TIME / Math.max(1, columns.length)));
  for (let from = first; from <= last; from += step) yield incoming(id, columns, from, from + step - 1);
}

/** The values of some lines, one a row: `indicator_id`, `area_code`, `year`, `value`, `status`. */
function incoming(id: string, columns: readonly string[], from: number, to: number): RawBuilder<unknown> {
  return sql`
    select c.indicator_id, r.area_code, r.year, c.value, case when c.value is null then c.status else 'present' end as status
      from delivery_row r
     cross join lateral unnest(r.cells::float8[], r.statuses::text[], ${[...columns]}::text[]) as c(value, status, indicator_id)
     where r.delivery_id = ${id} and r.line between ${from} and ${to}`;
}
