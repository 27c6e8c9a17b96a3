import type { AreaGeometry } from '@buurtbalans/domain';
import { contains, innerPoint } from './geometry.ts';

/** A place that people know by name, in WGS84 degrees. */
export interface NamedPlace {
  readonly id: string;
  readonly label: string;
  readonly lng: number;
  readonly lat: number;
}

/** Places to choose from instead of the map: the neighbourhoods of an area and the parks in it, by name. */
export function namedPlaces(
  area: AreaGeometry,
  neighbourhoods: readonly { readonly code: string; readonly name: string; readonly geometry: AreaGeometry }[],
  parks: readonly { readonly name: string | null; readonly geometry: AreaGeometry }[],
): NamedPlace[] {
  const at = (id: string, label: string, geometry: AreaGeometry): NamedPlace => {
    const [lng, lat] = innerPoint(geometry);
    return { id, label, lng, lat };
  };
  const inArea = ({ lng, lat }: NamedPlace): boolean => contains(area, [lng, lat]);
  const inParks = parks
    .flatMap(({ name, geometry }) => (name ? [at(`park-${name}`, name, geometry)] : []))
    .filter(inArea);
  return [...neighbourhoods.map(({ code, name, geometry }) => at(code, name, geometry)), ...inParks].sort(
    (one, other) => one.label.localeCompare(other.label, 'nl'),
  );
}
