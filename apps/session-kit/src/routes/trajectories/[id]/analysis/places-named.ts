import type { ContributionView } from '@buurtbalans/contracts';
import type { Place } from '@buurtbalans/domain';
import { nameOf } from '@buurtbalans/geo';

/** A place that contributions name, with the first of them. */
export interface NamedByMany {
  readonly id: string;
  readonly place: Place;
}

/** Places that contributions name, each once by its name, the one that most of them name first. */
export function placesNamed(contributions: readonly Pick<ContributionView, 'id' | 'place'>[]): NamedByMany[] {
  const placed = contributions.flatMap(({ id, place }) => (place ? [{ id, place }] : []));
  return [...Map.groupBy(placed, ({ id, place }) => nameOf(place) ?? id).values()]
    .toSorted((one, other) => other.length - one.length)
    .map(([first]) => first!);
}
