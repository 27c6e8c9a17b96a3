import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../entities.ts';
import type { StoredArea } from '../area.repository.ts';
import { settleDelivered } from '../district.repository.ts';
import type { Difference } from './delivery.ts';

/** Whether an area of the file is another than the one that stands. */
export const OTHER = sql`(a.name, a.level, a.parent_code, a.district_code, a.geometry) is distinct from (i.name, i.level, i.parent_code, i.district_code, i.geometry)`;

/** Areas that stand and are not in the file, though it has others of the same municipality and level. */
export const gone = (id: string) => sql`
  select a.* from area a
   where exists (select from delivery_area i where i.delivery_id = ${id} and i.level = a.level and substr(i.code, 3, 4) = substr(a.code, 3, 4))
     and not exists (select from delivery_area i where i.delivery_id = ${id} and i.code = a.code)`;

/** Codes of areas that trajectories have chosen, and of the districts within which they lie. */
export const CHOSEN = sql`
  select id, state->>'districtCode' as code from trajectory where state->>'districtCode' is not null
   union all
  select t.id, c.code from trajectory t
   cross join lateral jsonb_array_elements_text(
     case when jsonb_typeof(t.state #> '{area,codes}') = 'array' then t.state #> '{area,codes}' else '[]' end) c(code)`;

/** Keeps areas of a file beside those that are official. */
export async function keepAreas(tx: Kysely<Tables>, deliveryId: string, areas: readonly StoredArea[]): Promise<void> {
  for (const { code, name, level, parentCode, districtCode, geometry } of areas)
    await tx
      .insertInto('delivery_area')
      .values({
        delivery_id: deliveryId,
        code,
        name,
        level,
        parent_code: parentCode,
        district_code: districtCode,
        geometry,
      })
      .execute();
}

/** What the file of a delivery would change of the areas as they are now. */
export async function areaDifference(tx: Kysely<Tables>, id: string): Promise<Difference> {
  // in which district an area lies is no change that the file makes
  await settleDelivered(tx, id);
  const { rows } = await sql<Omit<Extract<Difference, { kind: 'boundaries' }>, 'kind'>>`
    with compared as (
      select i.code, a.code is null as is_new, a.code is not null and ${OTHER} as is_other
        from delivery_area i left join area a on a.code = i.code where i.delivery_id = ${id}),
    gone as (${gone(id)})
    select (select count(*)::int from compared where is_new) as added,
           (select count(*)::int from compared where is_other) as changed,
           (select count(*)::int from compared where not is_new and not is_other) as same,
           (select count(*)::int from gone) as gone,
           (select count(distinct t.id)::int from (${CHOSEN}) t
             where t.code in (select code from compared where is_other union all select code from gone)) as "usedBy"`.execute(
    tx,
  );
  return { kind: 'boundaries', ...rows[0]! };
}

/** Areas that a proposed delivery would add, change, or that it does not have, by code. */
export async function listAreaChanges(
  tx: Kysely<Tables>,
  id: string,
  { kind, offset, limit }: { kind: 'added' | 'changed' | 'gone'; offset: number; limit: number },
): Promise<{ areaCode: string; areaName: string }[]> {
  const which = {
    added: sql`select i.code, i.name from delivery_area i left join area a on a.code = i.code where i.delivery_id = ${id} and a.code is null`,
    changed: sql`select i.code, i.name from delivery_area i join area a on a.code = i.code where i.delivery_id = ${id} and ${OTHER}`,
    gone: sql`select g.code, g.name from (${gone(id)}) g`,
  }[kind];
  const { rows } = await sql<{ areaCode: string; areaName: string }>`
    select code as "areaCode", name as "areaName" from (${which}) c order by code offset ${offset} limit ${limit}`.execute(
    tx,
  );
  return rows;
}
