import type { ContributionView } from '@buurtbalans/contracts';
import type { Place } from '@buurtbalans/domain';

/** A place that contributions name, with the first of them. */
export interface NamedByMany {
  readonly id: string;
  readonly place: Place;
}

/** Places that contributions name, each once by its name, the one that most of them name first. */
export function placesNamed(contributions: readonly Pick<ContributionView, 'id' | 'place'>[]): NamedByMany[] {
  const placed = contributions.flatMap(({ id, place }) => (place ? [{ id, place }] : []));
  const nameOf = ({ id, place }: NamedByMany): string => place.label?.trim().toLocaleLowerCase('nl') || id;
  return [...Map.groupBy(placed, nameOf).values()]
    .toSorted((one, other) => other.length - one.length)
    .map(([first]) => first!);
}
