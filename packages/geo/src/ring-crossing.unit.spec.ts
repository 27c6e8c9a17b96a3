import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from './crs.ts';
import { firstCrossing } from './ring-crossing.ts';

const closed = (ring: readonly Position[]): Position[] => [...ring, ring[0]!];

const turn = (o: Position, a: Position, b: Position): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
const within = ([from, to]: Edge, [x, y]: Position): boolean =>
  x >= Math.min(from[0], to[0]) &&
  x <= Math.max(from[0], to[0]) &&
  y >= Math.min(from[1], to[1]) &&
  y <= Math.max(from[1], to[1]);
type Edge = readonly [Position, Position];

/** Whether two edges have a point in common. */
function meet(one: Edge, other: Edge): boolean {
  const [a, b, c, d] = [turn(...one, other[0]), turn(...one, other[1]), turn(...other, one[0]), turn(...other, one[1])];
  if (a * b < 0 && c * d < 0) return true;
  return (
    (a === 0 && within(one, other[0])) ||
    (b === 0 && within(one, other[1])) ||
    (c === 0 && within(other, one[0])) ||
    (d === 0 && within(other, one[1]))
  );
}

/** Every pair of edges, one after the other. */
function crossesSomewhere(ring: readonly Position[]): boolean {
  const corners = ring.filter(
    (one, index) => index === 0 || one[0] !== ring[index - 1]![0] || one[1] !== ring[index - 1]![1],
  );
  const edges = corners.slice(1).map((end, index): Edge => [corners[index]!, end]);
  return edges.some((one, index) =>
    edges.slice(index + 1).some((other, further) => {
      const [isNext, isAround] = [further === 0, index === 0 && index + further + 1 === edges.length - 1];
      if (isNext && isAround) return true;
      const [from, to] = isNext ? [one, other] : [other, one];
      if (!isNext && !isAround) return meet(one, other);
      const towards =
        (from[1][0] - from[0][0]) * (to[1][0] - to[0][0]) + (from[1][1] - from[0][1]) * (to[1][1] - to[0][1]);
      return turn(from[0], from[1], to[1]) === 0 && towards < 0;
    }),
  );
}

/** A ring that counts how often a coordinate of it is looked at. */
function counted(ring: readonly Position[]): { ring: Position[]; reads: () => number } {
  let reads = 0;
  const watch = (position: Position): Position =>
    new Proxy(position, { get: (target, key) => ((reads += 1), Reflect.get(target, key) as unknown) });
  return { ring: ring.map(watch), reads: () => reads };
}

/** A comb of so many teeth, in one direction or another: its edges are long, and cross nothing. */
function comb(teeth: number, [along, across]: readonly [Position, Position]): Position[] {
  const at = (far: number, up: number): Position => [far * along[0] + up * across[0], far * along[1] + up * across[1]];
  const tips = Array.from({ length: teeth }, (_, index) => at(index / teeth, index % 2));
  return closed([...tips, at(1, 2), at(0, 2.5)]);
}

describe('[E255] a ring that meets itself', () => {
  it('is found where looking at every pair finds it, and nowhere else', () => {
    const corner = fc.tuple(fc.nat(9), fc.nat(9)) as fc.Arbitrary<Position>;
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 14 }), (corners) => {
        const ring = closed(corners);
        const isRing = new Set(ring.map(String)).size > 2;
        if (isRing) expect([ring, firstCrossing(ring) !== undefined]).toEqual([ring, crossesSomewhere(ring)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is looked for at a cost that grows hardly faster than the ring, however long its edges are', () => {
    const directions: readonly (readonly [Position, Position])[] = [
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 1],
        [1, 0],
      ],
      [
        [1, -1],
        [1, 1],
      ],
    ];
    for (const direction of directions) {
      const { ring, reads } = counted(comb(4_000, direction));
      expect(firstCrossing(ring)).toBeUndefined();
      expect(reads() / ring.length).toBeLessThan(1_000);
    }
  });
});
