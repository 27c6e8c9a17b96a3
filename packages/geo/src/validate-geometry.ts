import type { AreaGeometry } from '@buurtbalans/domain';
import { detectSystem, type Position } from './crs.ts';
import { contains, polygonsOf, positionsOf } from './geometry.ts';
import { firstCrossing } from './ring-crossing.ts';

/** What is wrong with a geometry, and where: polygon, ring and point count from 0. */
export interface GeometryProblem {
  readonly problem:
    | 'empty'
    | 'not_a_number'
    | 'too_many_points'
    | 'not_in_the_netherlands'
    | 'ring_too_short'
    | 'ring_not_closed'
    | 'ring_without_area'
    | 'self_intersection'
    | 'hole_outside';
  readonly polygon?: number;
  readonly ring?: number;
  readonly point?: number;
  readonly position?: Position;
}

/** Most positions that an area may have. */
export const POINT_LIMIT = 20_000;

/** Checks a WGS84 area; gives the first problem of each ring, and nothing for a valid area. */
export function geometryProblems(geometry: AreaGeometry): GeometryProblem[] {
  const polygons = polygonsOf(geometry);
  if (polygons.length === 0 || polygons.some((polygon) => polygon.length === 0)) return [{ problem: 'empty' }];
  const count = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (count > POINT_LIMIT) return [{ problem: 'too_many_points' }];
  const broken = brokenNumber(polygons);
  if (broken) return [broken];
  const system = detectSystem(positionsOf(geometry));
  if (system !== 'wgs84') return [{ problem: 'not_in_the_netherlands', position: polygons[0]![0]![0]! }];
  return polygons.flatMap((rings, polygon) =>
    rings.flatMap((ring, index) => {
      const problem = ringProblem(ring) ?? holeProblem(rings, index);
      return problem ? [{ ...problem, polygon, ring: index }] : [];
    }),
  );
}

function brokenNumber(polygons: readonly Position[][][]): GeometryProblem | undefined {
  for (const [polygon, rings] of polygons.entries()) {
    for (const [ring, positions] of rings.entries()) {
      const point = positions.findIndex(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y));
      if (point >= 0) return { problem: 'not_a_number', polygon, ring, point };
    }
  }
  return undefined;
}

function ringProblem(ring: readonly Position[]): GeometryProblem | undefined {
  if (ring.length < 4) return { problem: 'ring_too_short' };
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return { problem: 'ring_not_closed', position: last };
  // a bow tie has no surface either, so a line is told by its corners
  if (isLine(ring)) return { problem: 'ring_without_area', position: first };
  return firstCrossing(ring);
}

function isLine(ring: readonly Position[]): boolean {
  const start = ring[0]!;
  const far = ring.reduce(
    (best, position) => (distance(start, position) > distance(start, best) ? position : best),
    start,
  );
  return ring.every(
    ([x, y]) => Math.abs((far[0] - start[0]) * (y - start[1]) - (far[1] - start[1]) * (x - start[0])) < 1e-12,
  );
}

const distance = (one: Position, other: Position): number => Math.hypot(one[0] - other[0], one[1] - other[1]);

function holeProblem(rings: readonly Position[][], index: number): GeometryProblem | undefined {
  if (index === 0) return undefined;
  const outside: AreaGeometry = { type: 'Polygon', coordinates: [rings[0]!] };
  const stray = rings[index]!.find(
    (position) =>
      !contains(outside, position) &&
      !rings[0]!.some((corner) => corner[0] === position[0] && corner[1] === position[1]),
  );
  return stray ? { problem: 'hole_outside', position: stray } : undefined;
}
