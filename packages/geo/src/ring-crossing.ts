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
  /** Its ends in the order in which the sweep meets them: from west to east, and from south to north. */
  readonly first: Position;
  readonly last: Position;
}

/**
 * Two edges of a closed ring that cross, touch or run over each other, if there are any; neighbours share a corner, which
 * is as it should be unless one runs back over the other. A line sweeps from west to east and compares only edges that lie
 * next to each other on it: whatever the ring looks like, its cost grows hardly faster than the ring.
 */
export function firstCrossing(ring: readonly Position[]): Crossing | undefined {
  const edges = edgesOf(ring);
  const again = cornerAgain(edges);
  if (again) return again;
  const meeting = (one: Edge | undefined, other: Edge | undefined): Crossing | undefined => {
    if (!one || !other) return undefined;
    const [early, late] = one.index < other.index ? [one, other] : [other, one];
    return meets(early, late, edges.length) ? crossingAt(late) : undefined;
  };
  // from south to north, those that the line lies on
  const active: Edge[] = [];
  for (const { edge, isFirst } of stopsOf(edges)) {
    const place = isFirst ? placeOf(edge, active) : active.indexOf(edge);
    if (isFirst) active.splice(place, 0, edge);
    else active.splice(place, 1);
    const [below, above] = [active[place - 1], active[isFirst ? place + 1 : place]];
    const found = isFirst ? (meeting(below, edge) ?? meeting(edge, above)) : meeting(below, above);
    if (found) return found;
  }
  return undefined;
}

const crossingAt = ({ index, start }: Edge): Crossing => ({
  problem: 'self_intersection',
  point: index,
  position: start,
});

/** A corner to which a ring comes back before its end. */
function cornerAgain(edges: readonly Edge[]): Crossing | undefined {
  const seen = new Set<string>();
  for (const edge of edges) {
    const corner = edge.start.join(' ');
    if (seen.has(corner)) return crossingAt(edge);
    seen.add(corner);
  }
  return undefined;
}

/** Ends of edges in the order in which the line meets them; at one place edges end before others begin. */
function stopsOf(edges: readonly Edge[]): { readonly edge: Edge; readonly isFirst: boolean }[] {
  const stops = edges.flatMap((edge) => [
    { edge, isFirst: true, at: edge.first },
    { edge, isFirst: false, at: edge.last },
  ]);
  return stops.sort((one, other) => compare(one.at, other.at) || Number(one.isFirst) - Number(other.isFirst));
}

/** How many of the edges that the line lies on are south of one that begins. */
function placeOf(edge: Edge, active: readonly Edge[]): number {
  let [low, high] = [0, active.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { first, last } = active[middle]!;
    if ((cross(first, last, edge.first) || cross(first, last, edge.last)) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Edges in order, without those between two equal positions: a repeated position is untidy, not wrong. */
function edgesOf(ring: readonly Position[]): Edge[] {
  const distinct = ring.filter((position, index) => index === 0 || !same(position, ring[index - 1]!));
  return distinct.slice(1).map((end, index) => {
    const start = distinct[index]!;
    const [first, last] = compare(start, end) < 0 ? [start, end] : [end, start];
    return { index, start, end, west: first[0], east: last[0], first, last };
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

const compare = (one: Position, other: Position): number => one[0] - other[0] || one[1] - other[1];
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
