import type { Place } from '@buurtbalans/domain';
import type { PlacedItem } from '@buurtbalans/geo';
import type { SnapshotStatement } from './snapshot.ts';

/** Whether somebody stands behind it, and too few to tell more of them. */
const isFew = (sources: number, threshold: number): boolean => sources > 0 && sources < threshold;

/** A statement as a document may show it: of too few sources no more than its lane. */
export function guardStatement(statement: Omit<SnapshotStatement, 'isFew'>, threshold: number): SnapshotStatement {
  if (!isFew(statement.sources, threshold)) return { ...statement, isFew: false };
  return {
    id: statement.id,
    lane: statement.lane,
    text: '',
    organisationType: null,
    sources: 0,
    heldOn: null,
    place: null,
    isFew: true,
  };
}

interface Placed {
  readonly sources: number;
  readonly place: Place | null;
}
const isAt = (place: Place, { place: other }: Placed): boolean => other?.lng === place.lng && other.lat === place.lat;

/** The place of a finding, unless only few stand behind it, or it points at a place that only few told of. */
export function guardPlace(place: Place | null, statements: readonly Placed[], threshold: number): Place | null {
  if (!place || statements.length === 0) return place;
  const known = statements.filter(({ sources }) => !isFew(sources, threshold));
  const isOfFew =
    statements.some((statement) => isAt(place, statement)) && !known.some((statement) => isAt(place, statement));
  return known.length === 0 || isOfFew ? null : place;
}

/** What may be counted on the map: statements with enough sources, and findings that have a place there. */
export function guardItems(
  items: readonly PlacedItem[],
  findings: readonly { readonly number: number; readonly place: Place | null }[],
  threshold: number,
): PlacedItem[] {
  const shown = new Set(findings.flatMap(({ number, place }) => (place ? [number] : [])));
  return items.filter(({ finding, sources }) =>
    finding === undefined ? !isFew(sources, threshold) : shown.has(finding),
  );
}
