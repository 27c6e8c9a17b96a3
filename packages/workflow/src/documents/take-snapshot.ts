import {
  type Database,
  listAreas,
  listBoundaries,
  listParks,
  readContents,
  readJournal,
  readTemplate,
} from '@buurtbalans/database';
import { fold } from '@buurtbalans/domain';
import { touches } from '@buurtbalans/geo';
import { buildSnapshot, type ReportSnapshot } from '@buurtbalans/reports';
import type { AreaGeometry } from '@buurtbalans/domain';
import { readProfile } from '../profile/read-profile.ts';

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
    comparisons: (await readProfile(db, state)).flatMap(({ comparison, chosen }) => (chosen ? [comparison] : [])),
    sessionId,
  });
}
