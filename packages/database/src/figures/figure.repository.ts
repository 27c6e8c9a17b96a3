import { type Kysely, sql } from 'kysely';
import type { AreaGeometry } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import type { Tables } from '../entities.ts';
import type { StoredArea } from './area.repository.ts';

/** A figure, or the reason why there is none. */
export interface StoredFigure {
  readonly indicatorId: string;
  readonly areaCode: string;
  readonly year: number;
  readonly value: number | null;
  readonly status: string;
  readonly sourceId: string;
  readonly release: string | null;
  /** The delivery that it came with. */
  readonly deliveryId?: string | null;
}

/** Figures of the given areas, all years and indicators. */
export async function listFigures(db: Database, areaCodes: readonly string[]): Promise<StoredFigure[]> {
  return db.query
    .selectFrom('figure')
    .select([
      'indicator_id as indicatorId',
      'area_code as areaCode',
      'year',
      'value',
      'status',
      'source_id as sourceId',
      'release',
      'delivery_id as deliveryId',
    ])
    .where('area_code', 'in', [...areaCodes, ''])
    .execute();
}

/** Figures that are stored in one statement. */
const BATCH = 5_000;

/** Stores figures, so many in a statement; one that is there already is replaced. All or none within a transaction. */
export async function saveFigures(tx: Kysely<Tables>, figures: readonly StoredFigure[]): Promise<void> {
  for (let at = 0; at < figures.length; at += BATCH) await saveBatch(tx, figures.slice(at, at + BATCH));
}

async function saveBatch(tx: Kysely<Tables>, figures: readonly StoredFigure[]): Promise<void> {
  await sql`
    insert into figure (indicator_id, area_code, year, value, status, source_id, release)
    select f."indicatorId", f."areaCode", f.year, f.value, f.status, f."sourceId", f.release
      from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb)
        as f("indicatorId" text, "areaCode" text, year int, value float8, status text, "sourceId" text, release text)
    on conflict (indicator_id, area_code, year) do update
      set value = excluded.value, status = excluded.status, source_id = excluded.source_id, release = excluded.release, delivery_id = null`.execute(
    tx,
  );
}

/** Stores areas; one that is there already is replaced. */
export async function saveAreas(tx: Kysely<Tables>, areas: readonly StoredArea[]): Promise<void> {
  for (const area of areas) {
    const row = {
      code: area.code,
      name: area.name,
      level: area.level,
      parent_code: area.parentCode,
      district_code: area.districtCode,
      geometry: area.geometry,
    };
    await tx
      .insertInto('area')
      .values(row)
      .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
      .execute();
  }
}

/** Stores parks; one that is there already is replaced. */
export async function saveParks(
  tx: Kysely<Tables>,
  parks: readonly { id: string; name: string | null; geometry: AreaGeometry }[],
): Promise<void> {
  for (const park of parks) {
    const row = { id: park.id, name: park.name, geometry: park.geometry };
    await tx
      .insertInto('park')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }
}
