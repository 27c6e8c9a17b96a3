import type { AreaGeometry } from '@buurtbalans/domain';
import { type Position, rdToWgs84, wgs84ToRd } from './crs.ts';

/** Rings of each polygon: the first is the outside, the others are holes. */
export function polygonsOf(geometry: AreaGeometry): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** All positions of a geometry. */
export function* positionsOf(geometry: AreaGeometry): Generator<Position> {
  for (const polygon of polygonsOf(geometry)) for (const ring of polygon) yield* ring;
}

/** The same geometry with each position changed. */
export function mapPositions(geometry: AreaGeometry, change: (position: Position) => Position): AreaGeometry {
  const polygons = polygonsOf(geometry).map((polygon) => polygon.map((ring) => ring.map(change)));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Smallest box around a geometry: west, south, east, north. */
export function boundsOf(geometry: AreaGeometry): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positionsOf(geometry)) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function ringContains(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Whether a position lies inside a geometry and outside its holes. */
export function contains(geometry: AreaGeometry, position: Position): boolean {
  return polygonsOf(geometry).some(
    ([outside = [], ...holes]) =>
      ringContains(outside, position) && !holes.some((hole) => ringContains(hole, position)),
  );
}

/** Whether one of two areas holds the middle of the other. */
export function touches(one: AreaGeometry, other: AreaGeometry): boolean {
  return contains(other, innerPoint(one)) || contains(one, innerPoint(other));
}

/** Area of a ring in the square of its unit; positive when it turns counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    sum += (ring[j]![0] - ring[i]![0]) * (ring[j]![1] + ring[i]![1]);
  }
  return sum / 2;
}

/** Surface of a WGS84 geometry in square metres, measured in RD New. */
export function squareMetres(geometry: AreaGeometry): number {
  const inMetres = mapPositions(geometry, wgs84ToRd);
  return polygonsOf(inMetres).reduce((sum, rings) => {
    const [outside = 0, ...holes] = rings.map((ring) => Math.abs(signedArea(ring)));
    return sum + outside - holes.reduce((total, hole) => total + hole, 0);
  }, 0);
}

/** A position inside the largest polygon, near its middle: where a label or a first view can be put. */
export function innerPoint(geometry: AreaGeometry): Position {
  const polygons = polygonsOf(geometry);
  const largest = polygons.reduce((best, polygon) =>
    Math.abs(signedArea(polygon[0]!)) > Math.abs(signedArea(best[0]!)) ? polygon : best,
  );
  const only: AreaGeometry = { type: 'Polygon', coordinates: largest };
  const [west, south, east, north] = boundsOf(only);
  const middle: Position = [(west + east) / 2, (south + north) / 2];
  if (contains(only, middle)) return middle;
  // widest run of the middle line that lies inside
  const y = middle[1];
  const crossings = largest
    .flatMap((ring) =>
      ring.slice(1).flatMap((end, index) => {
        const start = ring[index]!;
        return start[1] > y !== end[1] > y
          ? [start[0] + ((y - start[1]) / (end[1] - start[1])) * (end[0] - start[0])]
          : [];
      }),
    )
    .sort((one, other) => one - other);
  let best: Position = middle;
  let width = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const run = crossings[i + 1]! - crossings[i]!;
    if (run > width) [width, best] = [run, [(crossings[i]! + crossings[i + 1]!) / 2, y]];
  }
  return best;
}

/** The middle of the cell of `metres` by `metres` in RD New that a position lies in: no finer place is kept. */
export function snapToGrain(position: Position, metres: number): Position {
  const [x, y] = wgs84ToRd(position);
  const middle = (value: number): number => (Math.floor(value / metres) + 0.5) * metres;
  const [lng, lat] = rdToWgs84([middle(x), middle(y)]);
  return [round(lng), round(lat)];
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
