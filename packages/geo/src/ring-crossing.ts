import type { Position } from './crs.ts';

/** Where a ring meets itself: `point` is the edge that does, counted from 0. */
export interface Crossing {
  readonly problem: 'self_intersection';
  readonly point: number;
  readonly position: Position;
}

interface Edge {
  readonly index: number;
  readonly start: Position;
  readonly end: Position;
  readonly west: number;
  readonly east: number;
}

/**
 * First pair of edges of a closed ring that cross, touch or run over each other; neighbours share a corner, which is
 * as it should be unless one runs back over the other. Sorted by west end to skip far pairs.
 */
export function firstCrossing(ring: readonly Position[]): Crossing | undefined {
  const edges = edgesOf(ring);
  const sorted = edges.toSorted((one, other) => one.west - other.west);
  for (const [place, edge] of sorted.entries()) {
    for (let next = place + 1; next < sorted.length && sorted[next]!.west <= edge.east; next += 1) {
      const other = sorted[next]!;
      const [early, late] = edge.index < other.index ? [edge, other] : [other, edge];
      if (meets(early, late, edges.length))
        return { problem: 'self_intersection', point: late.index, position: late.start };
    }
  }
  return undefined;
}

/** Edges in order, without those between two equal positions: a repeated position is untidy, not wrong. */
function edgesOf(ring: readonly Position[]): Edge[] {
  const distinct = ring.filter((position, index) => index === 0 || !same(position, ring[index - 1]!));
  return distinct.slice(1).map((end, index) => {
    const start = distinct[index]!;
    return { index, start, end, west: Math.min(start[0], end[0]), east: Math.max(start[0], end[0]) };
  });
}

function meets(early: Edge, late: Edge, count: number): boolean {
  if (late.index - early.index === 1) return runsBack(early.start, early.end, late.end);
  if (late.index - early.index === count - 1) return runsBack(late.start, late.end, early.end);
  const [lateStart, lateEnd] = [cross(early.start, early.end, late.start), cross(early.start, early.end, late.end)];
  const [earlyStart, earlyEnd] = [cross(late.start, late.end, early.start), cross(late.start, late.end, early.end)];
  if (lateStart * lateEnd < 0 && earlyStart * earlyEnd < 0) return true;
  return (
    (lateStart === 0 && between(early, late.start)) ||
    (lateEnd === 0 && between(early, late.end)) ||
    (earlyStart === 0 && between(late, early.start)) ||
    (earlyEnd === 0 && between(late, early.end))
  );
}

const same = (one: Position, other: Position): boolean => one[0] === other[0] && one[1] === other[1];
const cross = (o: Position, a: Position, b: Position): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

function between({ start, end, west, east }: Edge, [x, y]: Position): boolean {
  return x >= west && x <= east && y >= Math.min(start[1], end[1]) && y <= Math.max(start[1], end[1]);
}

function runsBack(from: Position, corner: Position, to: Position): boolean {
  const towards = (corner[0] - from[0]) * (to[0] - corner[0]) + (corner[1] - from[1]) * (to[1] - corner[1]);
  return cross(from, corner, to) === 0 && towards < 0;
}
