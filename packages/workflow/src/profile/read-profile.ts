import { type Database, listAreas, listFigures, readMunicipality } from '@buurtbalans/database';
import type { TrajectoryState } from '@buurtbalans/domain';
import { compareAreas, type Comparison, type Figure } from '@buurtbalans/figures';

/** One indicator of a profile, with what was chosen of it: the year and the comment, or nothing. */
export interface ProfileEntry {
  readonly comparison: Comparison;
  readonly chosen: TrajectoryState['indicators'][string] | undefined;
}

/**
 * The profile of a trajectory's area beside its district and city: each indicator that has figures, in the year that was
 * chosen, or else the latest. Screens and documents show this one. Empty without an area.
 */
export async function readProfile(
  db: Database,
  { area, districtCode, indicators }: Pick<TrajectoryState, 'area' | 'districtCode' | 'indicators'>,
): Promise<ProfileEntry[]> {
  if (!area) return [];
  const [district, city] = await Promise.all([
    listAreas(db, { level: 'buurt', districtCode }),
    readMunicipality(db, [districtCode, ...area.codes]),
  ]);
  const areas = {
    area: area.codes,
    // a border that was drawn is not that of a wijk
    areaWhole: area.drawn ? [] : wholeOf(area.codes, district),
    district: district.map(({ code }) => code),
    districtWhole: [
      districtCode,
      ...wholeOf(
        district.map(({ code }) => code),
        district,
      ),
    ],
    city: city ?? '',
  };
  const codes = new Set([...areas.area, ...areas.areaWhole, ...areas.district, ...areas.districtWhole, areas.city]);
  const figures = (await listFigures(db, [...codes])) as Figure[];
  const byYear = new Map<number | undefined, Map<string, Comparison>>();
  const of = (year: number | undefined): Map<string, Comparison> => {
    const known = byYear.get(year);
    if (known) return known;
    const compared = new Map(compareAreas(figures, areas, year).map((one) => [one.indicator.id, one]));
    byYear.set(year, compared);
    return compared;
  };
  return [...of(undefined).keys()].map((id) => {
    const chosen = Object.hasOwn(indicators, id) ? indicators[id] : undefined;
    return { comparison: of(chosen?.year).get(id)!, chosen };
  });
}

/** Whether the area of a trajectory has a value of an indicator in a year. */
export async function hasFigure(
  db: Database,
  { area, districtCode }: Pick<TrajectoryState, 'area' | 'districtCode'>,
  indicatorId: string,
  year: unknown,
): Promise<boolean> {
  if (!area || typeof year !== 'number') return false;
  const areaWhole = area.drawn ? [] : wholeOf(area.codes, await listAreas(db, { level: 'buurt', districtCode }));
  const figures = (await listFigures(db, [...area.codes, ...areaWhole])) as Figure[];
  const found = compareAreas(figures, { area: area.codes, areaWhole, district: [], city: '' }, year).find(
    ({ indicator }) => indicator.id === indicatorId,
  );
  return found?.year === year && found.area.value !== null;
}

/** The wijk of which neighbourhoods are all, when they are of one. */
function wholeOf(
  codes: readonly string[],
  all: readonly { readonly code: string; readonly parentCode: string | null }[],
): string[] {
  const chosen = new Set(codes);
  const [parent, ...others] = new Set(all.flatMap(({ code, parentCode }) => (chosen.has(code) ? [parentCode] : [])));
  if (!parent || others.length > 0) return [];
  return all.every(({ code, parentCode }) => parentCode !== parent || chosen.has(code)) ? [parent] : [];
}
