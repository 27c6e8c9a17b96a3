import type { AreaGeometry } from '@buurtbalans/domain';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { AreaLevel } from './area.entity.ts';

export type { AreaLevel } from './area.entity.ts';

/** An area with its border in WGS84. */
export interface StoredArea {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parentCode: string | null;
  readonly districtCode: string | null;
  readonly geometry: AreaGeometry;
}

/** Which areas are wanted. */
export interface AreaFilter {
  readonly level?: AreaLevel | undefined;
  readonly districtCode?: string | undefined;
  readonly codes?: readonly string[] | undefined;
}

/** Areas without their borders, by code. */
export async function listAreas(db: Database, filter: AreaFilter = {}): Promise<Omit<StoredArea, 'geometry'>[]> {
  let query = db.query
    .selectFrom('area')
    .select(['code', 'name', 'level', 'parent_code as parentCode', 'district_code as districtCode']);
  if (filter.level) query = query.where('level', '=', filter.level);
  if (filter.districtCode) query = query.where('district_code', '=', filter.districtCode);
  if (filter.codes) query = query.where('code', 'in', [...filter.codes, '']);
  return query.orderBy('code').execute();
}

/** Areas with their borders, by code. */
export async function listBoundaries(db: Database, filter: AreaFilter): Promise<StoredArea[]> {
  let query = db.query
    .selectFrom('area')
    .select(['code', 'name', 'level', 'parent_code as parentCode', 'district_code as districtCode', 'geometry']);
  if (filter.level) query = query.where('level', '=', filter.level);
  if (filter.districtCode) query = query.where('district_code', '=', filter.districtCode);
  if (filter.codes) query = query.where('code', 'in', [...filter.codes, '']);
  return query.orderBy('code').execute();
}

/** Parks of the base map. */
export async function listParks(db: Database): Promise<{ name: string | null; geometry: AreaGeometry }[]> {
  return db.query.selectFrom('park').select(['name', 'geometry']).orderBy('id').execute();
}

/**
 * Code of the municipality in which areas lie, by the table: the one above them, or else the one whose number their codes
 * have. Undefined when the table knows none.
 */
export async function readMunicipality(db: Database, codes: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ code: string | null }>`
    with recursive up (code, level, parent_code) as (
      select code, level, parent_code from area where code = any(${[...codes]}::text[])
      union
      select a.code, a.level, a.parent_code from area a join up on a.code = up.parent_code
    )
    select coalesce(
      (select min(code) from up where level = 'gemeente'),
      (select min(parent_code) from up where level = 'stadsdeel'),
      (select min(code) from area where level = 'gemeente' and substr(code, 3, 4) = substr(${codes[0] ?? ''}, 3, 4))
    ) as code`.execute(db.query);
  return rows[0]?.code ?? undefined;
}

/** Sources and years of the deliveries that areas came by, each once. */
export async function listBorderSources(
  db: Database,
  codes: readonly string[],
): Promise<{ readonly credit: string; readonly years: readonly number[] }[]> {
  const { rows } = await sql<{ credit: string; years: number[] }>`
    select distinct d.source->>'credit' as credit, d.years from area a join delivery d on d.id = a.delivery_id
     where a.code = any(${[...codes]}::text[]) and d.source is not null order by 1`.execute(db.query);
  return rows;
}
