import type { AreaGeometry } from '@buurtbalans/domain';
import { detectSystem, type Position } from './crs.ts';
import { contains, polygonsOf, positionsOf, signedArea } from './geometry.ts';

/** What is wrong with a geometry, and where: polygon, ring and point count from 0. */
export interface GeometryProblem {
  readonly problem: 'empty' | 'too_many_points' | 'not_in_the_netherlands' | 'ring_too_short' | 'ring_not_closed' | 'ring_without_area' | 'self_intersection' | 'hole_outside';
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
  const system = detectSystem(positionsOf(geometry));
  if (system !== 'wgs84') return [{ problem: 'not_in_the_netherlands', position: polygons[0]![0]![0]! }];
  return polygons.flatMap((rings, polygon) =>
    rings.flatMap((ring, index) => {
      const problem = ringProblem(ring) ?? holeProblem(rings, index);
      return problem ? [{ ...problem, polygon, ring: index }] : [];
    }),
  );
}

function ringProblem(ring: readonly Position[]): GeometryProblem | undefined {
  if (ring.length < 4) return { problem: 'ring_too_short' };
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return { problem: 'ring_not_closed', position: last };
  // a bow tie has no area either, so crossing lines are looked for first
  return crossing(ring) ?? (Math.abs(signedArea(ring)) < 1e-12 ? { problem: 'ring_without_area', position: first } : undefined);
}

function holeProblem(rings: readonly Position[][], index: number): GeometryProblem | undefined {
  if (index === 0) return undefined;
  const outside: AreaGeometry = { type: 'Polygon', coordinates: [rings[0]!] };
  const stray = rings[index]!.find((position) => !contains(outside, position) && !rings[0]!.some((corner) => corner[0] === position[0] && corner[1] === position[1]));
  return stray ? { problem: 'hole_outside', position: stray } : undefined;
}

const cross = (o: Position, a: Position, b: Position): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

/** First pair of edges that cross; neighbours share a corner and do not count. Sorted by west end to skip far pairs. */
function crossing(ring: readonly Position[]): GeometryProblem | undefined {
  const edges = ring.slice(1).map((end, index) => ({ index, start: ring[index]!, end, west: Math.min(ring[index]![0], end[0]), east: Math.max(ring[index]![0], end[0]) }));
  const sorted = edges.toSorted((one, other) => one.west - other.west);
  for (const [position, edge] of sorted.entries()) {
    for (let next = position + 1; next < sorted.length && sorted[next]!.west <= edge.east; next += 1) {
      const other = sorted[next]!;
      const apart = Math.abs(edge.index - other.index);
      if (apart <= 1 || apart === edges.length - 1) continue;
      const splits = cross(edge.start, edge.end, other.start) * cross(edge.start, edge.end, other.end) < 0;
      const split = cross(other.start, other.end, edge.start) * cross(other.start, other.end, edge.end) < 0;
      if (splits && split) return { problem: 'self_intersection', point: Math.max(edge.index, other.index), position: other.start };
    }
  }
  return undefined;
}
