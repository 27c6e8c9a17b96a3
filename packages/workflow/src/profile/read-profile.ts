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
  const areas = { area: area.codes, district: district.map(({ code }) => code), city: city ?? '' };
  const figures = (await listFigures(db, [...new Set([...areas.area, ...areas.district, areas.city])])) as Figure[];
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
