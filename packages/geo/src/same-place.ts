import { latLngToCell } from 'h3-js';

/** A point with the name that people use for it, if they do. */
export interface PlacePoint {
  readonly lng: number;
  readonly lat: number;
  readonly label?: string | undefined;
}

/** Hexagons of about 130 m across the flats (H3 resolution 10): a few blocks of houses. */
export const BLOCK_RESOLUTION = 10;

/** The hexagon in which a point lies. */
export const cellOf = ({ lat, lng }: PlacePoint): string => latLngToCell(lat, lng, BLOCK_RESOLUTION);

/** The name of a place as it is told from others: however it is spaced, and in capitals or not; null without one. */
export function nameOf({ label }: PlacePoint): string | null {
  const name = (label ?? '').normalize('NFKC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('nl');
  return name === '' ? null : name;
}

/** Whether two points are one place as people know it: they have one name, or no name and lie in one hexagon. */
export function isSamePlace(one: PlacePoint, other: PlacePoint): boolean {
  const [name, otherName] = [nameOf(one), nameOf(other)];
  return name !== null && otherName !== null ? name === otherName : cellOf(one) === cellOf(other);
}
