import proj4 from 'proj4';

/** A position as [x, y]: longitude and latitude in degrees for WGS84, metres for RD New. */
export type Position = [number, number];

/** RD New (EPSG:28992) with the datum shift to WGS84; without `towgs84` points would lie about 100 m off. */
const RD =
  '+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel ' +
  '+towgs84=565.2369,50.0087,465.658,-0.406857330322398,0.350732676542563,-1.8703473836068,4.0812 +units=m +no_defs';
const converter = proj4(RD, 'WGS84');

/** RD New in metres to WGS84 in degrees. */
export function rdToWgs84(position: Position): Position {
  const [lng, lat] = converter.forward(position);
  return [lng!, lat!];
}

/** WGS84 in degrees to RD New in metres. */
export function wgs84ToRd(position: Position): Position {
  const [x, y] = converter.inverse(position);
  return [x!, y!];
}

/** What a list of coordinates can be, told by the ranges of the Netherlands. */
export type CoordinateSystem = 'wgs84' | 'rd' | 'wgs84_swapped' | 'rd_swapped' | 'unknown';

const within = (value: number, low: number, high: number): boolean => value > low && value < high;
const tests: readonly (readonly [CoordinateSystem, (x: number, y: number) => boolean])[] = [
  ['wgs84', (x, y) => within(x, 3, 7.6) && within(y, 50.5, 54)],
  ['wgs84_swapped', (x, y) => within(y, 3, 7.6) && within(x, 50.5, 54)],
  ['rd', (x, y) => within(x, 0, 300_000) && within(y, 300_000, 625_000)],
  ['rd_swapped', (x, y) => within(y, 0, 300_000) && within(x, 300_000, 625_000)],
];

/** Tells the coordinate system that every position fits; `unknown` when there is none, or none for all. */
export function detectSystem(positions: Iterable<readonly number[]>): CoordinateSystem {
  let possible = [...tests];
  let any = false;
  for (const [x = NaN, y = NaN] of positions) {
    any = true;
    possible = possible.filter(([, test]) => test(x, y));
  }
  return any ? (possible[0]?.[0] ?? 'unknown') : 'unknown';
}
