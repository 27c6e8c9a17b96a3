import {
  type Database,
  listAreas,
  listBoundaries,
  listFigures,
  listParks,
  readContents,
  readJournal,
  readTemplate,
} from '@buurtbalans/database';
import { fold } from '@buurtbalans/domain';
import { compareAreas, type Comparison, type Figure } from '@buurtbalans/figures';
import { touches } from '@buurtbalans/geo';
import { buildSnapshot, type ReportSnapshot } from '@buurtbalans/reports';
import type { AreaGeometry, TrajectoryState } from '@buurtbalans/domain';

/**
 * Reads everything that a document needs as of a position of the journal. Runs under the worker's database role, which
 * can read no contribution.
 */
export async function takeSnapshot(
  db: Database,
  trajectoryId: string,
  asOf: number,
  sessionId: string | null,
): Promise<ReportSnapshot> {
  const journal = await readJournal(db, trajectoryId, 0, asOf);
  const state = fold(journal);
  if (!state) throw new Error(`trajectory ${trajectoryId} has no journal`);
  const [contents, template, districts, neighbourhoods, parks] = await Promise.all([
    readContents(db, 'bb_worker', trajectoryId),
    readTemplate(db, state.template.id, state.template.version),
    listAreas(db, { level: 'stadsdeel' }),
    listBoundaries(db, { codes: state.area?.codes ?? [] }),
    listParks(db),
  ]);
  const border = state.area && contents.get(state.area.geometry);
  const geometry = border ? (JSON.parse(border) as AreaGeometry) : null;
  return buildSnapshot({
    trajectoryId,
    state,
    contents,
    template: template!,
    at: journal.at(-1)!.at,
    districtName: districts.find((area) => area.code === state.districtCode)?.name ?? state.districtCode,
    neighbourhoods,
    parks: geometry ? parks.filter((park) => touches(park.geometry, geometry)) : [],
    comparisons: await comparisonsOf(db, state),
    sessionId,
  });
}

/** The chosen indicators, each in the year that was chosen. */
async function comparisonsOf(db: Database, state: TrajectoryState): Promise<Comparison[]> {
  if (!state.area) return [];
  const district = (await listAreas(db, { level: 'buurt', districtCode: state.districtCode })).map((area) => area.code);
  const areas = { area: state.area.codes, district, city: 'GM0363' };
  const figures = (await listFigures(db, [...new Set([...areas.area, ...district, areas.city])])) as Figure[];
  const years = new Set(Object.values(state.indicators).map((indicator) => indicator.year));
  const byYear = new Map([...years].map((year) => [year, compareAreas(figures, areas, year)]));
  return compareAreas(figures, areas).flatMap((entry) => {
    const chosen = state.indicators[entry.indicator.id];
    return chosen ? [byYear.get(chosen.year)!.find((other) => other.indicator.id === entry.indicator.id) ?? entry] : [];
  });
}
