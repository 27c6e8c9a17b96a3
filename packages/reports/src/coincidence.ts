import type { AreaGeometry, MethodTemplate, TrajectoryState } from '@buurtbalans/domain';
import { isNotable } from '@buurtbalans/figures';
import { coincidence, type CoincidenceCell, isMeeting, type PlacedItem } from '@buurtbalans/geo';
import { Disclosed, toldOf } from './small-numbers.ts';
import type { PublicFacts } from './snapshot.ts';

/** Released statements and findings whose place leaves. */
function placedItems(state: TrajectoryState, disclosed: Disclosed): PlacedItem[] {
  const statements = Object.values(state.statements).flatMap((statement): PlacedItem[] => {
    const { place, lane, theme, behind } = statement;
    if (!place || !disclosed.of(statement).place) return [];
    const sourceKeys = behind && 'organisationIds' in behind ? behind.organisationIds : undefined;
    return [{ ...place, lane, theme, sources: toldOf(statement).count, sourceKeys }];
  });
  const findings = Object.values(state.findings).flatMap((finding): PlacedItem[] => {
    const place = disclosed.placeOf(finding);
    return place ? [{ ...place, lane: null, theme: finding.theme, sources: 0, finding: finding.number }] : [];
  });
  return [...statements, ...findings];
}

/**
 * Places where things meet, of what leaves alone: the one definition, of screen, document, map and export.
 *
 * @param figures those that were chosen, each beside its city, as they leave (`guardFigures`)
 */
export function coincidenceOf(
  state: TrajectoryState,
  template: Pick<MethodTemplate, 'smallNumberThreshold' | 'placeGrainMetres'>,
  area: AreaGeometry,
  figures: PublicFacts['figures'],
): CoincidenceCell[] {
  return coincidence(placedItems(state, new Disclosed(state, template)), area, {
    figures: figures.filter(isNotable),
    grainMetres: template.placeGrainMetres,
  }).filter(isMeeting);
}
