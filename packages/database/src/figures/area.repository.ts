import type { AreaGeometry } from '@buurtbalans/domain';
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
