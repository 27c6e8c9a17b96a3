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

/**
 * Says of the wijken and neighbourhoods of municipalities (four digits) in which district they lie: in the stadsdeel whose
 * code theirs go on from, where the table has it, and else a wijk is a district itself.
 */
export async function settleDistricts(tx: Kysely<Tables>, municipalities: readonly string[]): Promise<void> {
  await sql`
    update area a set
      district_code = coalesce(d.code, 'WK' || substr(a.code, 3, 6)),
      parent_code = case when a.level = 'wijk' then coalesce(d.code, 'GM' || substr(a.code, 3, 4)) else a.parent_code end
      from area s left join area d on d.level = 'stadsdeel' and d.code = 'SD' || substr(s.code, 3, 5)
     where s.code = a.code and a.level in ('wijk', 'buurt') and substr(a.code, 3, 4) = any(${[...municipalities]}::text[])`.execute(
    tx,
  );
}
