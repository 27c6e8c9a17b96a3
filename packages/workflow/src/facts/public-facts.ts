import { type Database, listDistricts, listBoundaries, listParks, readContents } from '@buurtbalans/database';
import type { AreaGeometry, TrajectoryState } from '@buurtbalans/domain';
import { touches } from '@buurtbalans/geo';
import type { PublicFacts } from '@buurtbalans/reports';
import { bordersCredit } from './borders-credit.ts';
import { readProfile, shownOf } from '../profile/read-profile.ts';

/** Reads what documents about a trajectory show of borders, parks and figures, as their tables have it now. */
export async function takePublicFacts(
  db: Database,
  trajectoryId: string,
  state: TrajectoryState,
): Promise<PublicFacts> {
  const [contents, districts, neighbourhoods, parks, profile, credit] = await Promise.all([
    readContents(db, 'bb_worker', trajectoryId),
    listDistricts(db),
    listBoundaries(db, { codes: state.area?.codes ?? [] }),
    listParks(db),
    readProfile(db, { id: trajectoryId, state }),
    bordersCredit(db, state.area?.codes ?? []),
  ]);
  const border = state.area && contents.get(state.area.geometry);
  const geometry = border ? (JSON.parse(border) as AreaGeometry) : null;
  return {
    districtName: districts.find((area) => area.code === state.districtCode)?.name ?? state.districtCode,
    neighbourhoods: neighbourhoods.map(({ name, geometry }) => ({ name, geometry })),
    parks: geometry
      ? parks.filter((park) => touches(park.geometry, geometry)).map(({ name, geometry }) => ({ name, geometry }))
      : [],
    bordersCredit: credit,
    ...shownOf(profile),
  };
}
