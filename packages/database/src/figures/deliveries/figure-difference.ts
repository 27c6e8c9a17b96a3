import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../entities.ts';
import type { CountedCodes, Delivery, Difference, IndicatorDifference } from './delivery.ts';
import { partsOf } from './delivery-rows.ts';

type FigureDelivery = Pick<Delivery, 'id' | 'columns' | 'source'>;

/** Publisher of what a municipality brings itself, as `figures` names it: it takes no credit for a value that stands unchanged. */
const OWN = 'own';

/**
 * Whether a value of the file takes the place of the one that stands: another value, another reason why there is none, or
 * the same value from the source that the file is shown to be of. An empty cell over a known value does so when that was asked.
 */
export function replaces(source: FigureDelivery['source'], erases: boolean): RawBuilder<boolean> {
  return sql`case
    when i.value is not null then f.value is distinct from i.value or ${recredits(source)}
    when f.value is not null then ${erases}::boolean
    else i.status <> 'missing' and i.status <> f.status end`;
}

const recredits = (source: FigureDelivery['source']): RawBuilder<boolean> =>
  source && source.publisher !== OWN ? sql`f.source_id <> ${source.id}` : sql`false`;

/** Which figures stand under the values of a file. */
export const STANDING = sql`f.indicator_id = i.indicator_id and f.area_code = i.area_code and f.year = i.year`;

/** What the file of a delivery would change of the figures as they are now. */
export async function figureDifference(tx: Kysely<Tables>, delivery: FigureDelivery): Promise<Difference> {
  const indicators = new Map<string, IndicatorDifference>();
  const [losing, beside] = [new Set<string>(), new Set<string>()];
  for await (const part of partsOf(tx, delivery)) {
    for (const { losing: codes, ...row } of await counted(tx, part, delivery)) {
      for (const code of codes ?? []) losing.add(code);
      indicators.set(row.indicatorId, sum(indicators.get(row.indicatorId), row));
    }
    for (const code of await wijkenBeside(tx, part, delivery.id)) beside.add(code);
  }
  return {
    kind: 'kwb',
    indicators: delivery.columns.flatMap((id) => indicators.get(id) ?? []),
    losing: countedCodes(losing),
    unknown: await unknownAreas(tx, delivery.id),
    beside: countedCodes(beside),
  };
}

const countedCodes = (codes: ReadonlySet<string>): CountedCodes => ({
  count: codes.size,
  example: [...codes].sort()[0] ?? null,
});

function sum(known: IndicatorDifference | undefined, more: IndicatorDifference): IndicatorDifference {
  if (!known) return more;
  const [added, changed, same] = [known.added + more.added, known.changed + more.changed, known.same + more.same];
  return {
    ...known,
    added,
    changed,
    same,
    credited: known.credited + more.credited,
    emptied: known.emptied + more.emptied,
  };
}

async function counted(tx: Kysely<Tables>, part: RawBuilder<unknown>, { source }: FigureDelivery) {
  const { rows } = await sql<IndicatorDifference & { losing: string[] | null }>`
    select i.indicator_id as "indicatorId",
           count(*) filter (where i.value is not null and f.value is null)::int as added,
           count(*) filter (where i.value <> f.value)::int as changed,
           count(*) filter (where i.value = f.value)::int as same,
           count(*) filter (where i.value = f.value and ${recredits(source)})::int as credited,
           count(*) filter (where i.value is null and f.value is not null)::int as emptied,
           array_agg(distinct i.area_code) filter (where i.value is null and f.value is not null) as losing
      from (${part}) i left join figure f on ${STANDING} group by 1`.execute(tx);
  return rows;
}

/** Codes that are of no area; the country as a whole is none. */
async function unknownAreas(tx: Kysely<Tables>, id: string): Promise<CountedCodes> {
  const { rows } = await sql<CountedCodes>`
    select count(distinct r.area_code)::int as count, min(r.area_code) as example
      from delivery_row r left join area a on a.code = r.area_code
     where r.delivery_id = ${id} and a.code is null and r.area_code <> 'NL00'`.execute(tx);
  return rows[0]!;
}

/** Codes of areas of a file, and how many of them the product knows. */
export async function knownAreas(tx: Kysely<Tables>, id: string): Promise<{ known: number; unknown: CountedCodes }> {
  const { rows } = await sql<{ known: number }>`
    select count(distinct a.code)::int as known from delivery_row r join area a on a.code = r.area_code where r.delivery_id = ${id}`.execute(
    tx,
  );
  return { known: rows[0]!.known, unknown: await unknownAreas(tx, id) };
}

/** Wijken whose published figure would stand beside changed ones of its neighbourhoods. */
async function wijkenBeside(tx: Kysely<Tables>, part: RawBuilder<unknown>, id: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct w.area_code as code from (${part}) i
      join area a on a.code = i.area_code and a.level = 'buurt'
      join figure f on ${STANDING} and f.value <> i.value
      join figure w on w.indicator_id = i.indicator_id and w.area_code = a.parent_code and w.year = i.year and w.value is not null
     where not exists (select from delivery_row r where r.delivery_id = ${id} and r.area_code = a.parent_code and r.year = i.year)`.execute(
    tx,
  );
  return rows.map(({ code }) => code);
}
