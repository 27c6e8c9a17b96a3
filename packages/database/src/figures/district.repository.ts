import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../entities.ts';

/** A part of a municipality within which a trajectory lies and with which it is compared. */
export interface District {
  readonly code: string;
  readonly name: string;
  /** The municipality; null where the table does not have it. */
  readonly municipality: { readonly code: string; readonly name: string } | null;
}

/**
 * The districts of every municipality, by the table of areas: its stadsdelen, or its wijken where it has none. By
 * municipality and code.
 */
export async function listDistricts(db: Database): Promise<District[]> {
  const rows = await db.query
    .selectFrom('area as d')
    .leftJoin('area as m', (join) => join.onRef('m.code', '=', 'd.parent_code').on('m.level', '=', 'gemeente'))
    .select(['d.code', 'd.name', 'm.code as cityCode', 'm.name as cityName'])
    .where((eb) =>
      eb.or([
        eb('d.level', '=', 'stadsdeel'),
        // a wijk that is a district of its own lies in no stadsdeel
        eb.and([eb('d.level', '=', 'wijk'), eb('d.district_code', '=', eb.ref('d.code'))]),
      ]),
    )
    .orderBy('m.name')
    .orderBy('d.code')
    .execute();
  return rows.map(({ code, name, cityCode, cityName }) => ({
    code,
    name,
    municipality: cityCode === null || cityName === null ? null : { code: cityCode, name: cityName },
  }));
}

/** In which district a wijk or neighbourhood `s` lies, when `d` is the stadsdeel whose code its own goes on from, if any. */
const LIES_IN = sql`coalesce(d.code, 'WK' || substr(s.code, 3, 6)) as district_code,
  case when s.level = 'wijk' then coalesce(d.code, 'GM' || substr(s.code, 3, 4)) else s.parent_code end as parent_code`;

/**
 * Says of all wijken and neighbourhoods in which district they lie: in the stadsdeel whose code theirs go on from, where the
 * table has it, and else a wijk is a district itself.
 */
export async function settleDistricts(tx: Kysely<Tables>): Promise<void> {
  await sql`
    with settled as (
      select s.code, ${LIES_IN} from area s left join area d on d.level = 'stadsdeel' and d.code = 'SD' || substr(s.code, 3, 5)
       where s.level in ('wijk', 'buurt'))
    update area a set district_code = settled.district_code, parent_code = settled.parent_code from settled
     where settled.code = a.code and (a.district_code, a.parent_code) is distinct from (settled.district_code, settled.parent_code)`.execute(
    tx,
  );
}

/** The same of the areas of a delivery, by its own stadsdelen and those that stand. */
export async function settleDelivered(tx: Kysely<Tables>, deliveryId: string): Promise<void> {
  await sql`
    with districts as (
      select code from area where level = 'stadsdeel'
      union select code from delivery_area where level = 'stadsdeel' and delivery_id = ${deliveryId}),
    settled as (
      select s.code, ${LIES_IN} from delivery_area s left join districts d on d.code = 'SD' || substr(s.code, 3, 5)
       where s.level in ('wijk', 'buurt') and s.delivery_id = ${deliveryId})
    update delivery_area a set district_code = settled.district_code, parent_code = settled.parent_code from settled
     where a.delivery_id = ${deliveryId} and settled.code = a.code`.execute(tx);
}
