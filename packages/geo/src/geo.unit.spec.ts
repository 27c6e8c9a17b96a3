import type { AreaGeometry } from '@buurtbalans/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  detectSystem,
  geometryProblems,
  innerPoint,
  type Position,
  rdToWgs84,
  snapToGrain,
  squareMetres,
  unionOf,
  wgs84ToRd,
} from './index.ts';

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const area = (...rings: Position[][]): AreaGeometry => ({ type: 'Polygon', coordinates: rings });

describe('coordinates', () => {
  it('puts the RD origin of Amersfoort where the Kadaster has it, to the metre', () => {
    const [lng, lat] = rdToWgs84([155_000, 463_000]);
    expect(lng).toBeCloseTo(5.387_206, 4);
    expect(lat).toBeCloseTo(52.155_172, 4);
  });

  it('goes there and back within a centimetre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 14_000, max: 276_000, noNaN: true }),
        fc.double({ min: 306_000, max: 615_000, noNaN: true }),
        (x, y) => {
          const [backX, backY] = wgs84ToRd(rdToWgs84([x, y]));
          expect(Math.hypot(backX - x, backY - y)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('tells RD, WGS84 and swapped axes by range', () => {
    expect(detectSystem([[4.8, 52.3]])).toBe('wgs84');
    expect(detectSystem([[52.3, 4.8]])).toBe('wgs84_swapped');
    expect(detectSystem([[112_952, 489_212]])).toBe('rd');
    expect(detectSystem([[489_212, 112_952]])).toBe('rd_swapped');
    expect(
      detectSystem([
        [4.8, 52.3],
        [112_952, 489_212],
      ]),
    ).toBe('unknown');
    expect(detectSystem([])).toBe('unknown');
  });

  it('[P3] keeps a place no finer than the grain', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 4.7, max: 5, noNaN: true }),
        fc.double({ min: 52.3, max: 52.45, noNaN: true }),
        (lng, lat) => {
          const snapped = snapToGrain([lng, lat], 50);
          const [x, y] = wgs84ToRd(snapped);
          expect(Math.abs((x % 50) - 25)).toBeLessThan(0.2);
          expect(Math.abs((y % 50) - 25)).toBeLessThan(0.2);
          const [fromX, fromY] = wgs84ToRd([lng, lat]);
          expect(Math.hypot(x - fromX, y - fromY)).toBeLessThan(36);
        },
      ),
    );
  });
});

describe('geometry', () => {
  it.each([
    [
      'self_intersection',
      area([
        [4.8, 52.3],
        [4.9, 52.4],
        [4.9, 52.3],
        [4.8, 52.4],
        [4.8, 52.3],
      ]),
    ],
    [
      'ring_not_closed',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.9, 52.4],
        [4.8, 52.4],
      ]),
    ],
    [
      'ring_too_short',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.8, 52.3],
      ]),
    ],
    [
      'ring_without_area',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.85, 52.3],
        [4.8, 52.3],
      ]),
    ],
    ['not_in_the_netherlands', area(square(52.3, 4.8, 0.1))],
    ['hole_outside', area(square(4.8, 52.3, 0.1), square(5.5, 52.3, 0.01))],
    [
      'self_intersection',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.9, 52.4],
        [4.85, 52.3],
        [4.8, 52.4],
        [4.8, 52.3],
      ]),
    ],
    [
      'self_intersection',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.95, 52.3],
        [4.9, 52.3],
        [4.9, 52.4],
        [4.8, 52.4],
        [4.8, 52.3],
      ]),
    ],
    [
      'not_a_number',
      area([
        [4.8, 52.3],
        [4.9, NaN],
        [4.9, 52.4],
        [4.8, 52.3],
      ]),
    ],
    ['too_many_points', area(Array.from({ length: 20_001 }, (): Position => [4.8, 52.3]))],
    ['empty', { type: 'MultiPolygon', coordinates: [] } as AreaGeometry],
  ])('names %s', (problem, geometry) => {
    expect(geometryProblems(geometry)[0]).toMatchObject({ problem });
  });

  it('has nothing to say of a valid area with a hole', () => {
    expect(geometryProblems(area(square(4.8, 52.3, 0.1), square(4.82, 52.32, 0.01)))).toEqual([]);
  });

  it('has nothing to say of a position that is repeated, or of a corner on a straight line', () => {
    expect(
      geometryProblems(
        area([
          [4.8, 52.3],
          [4.85, 52.3],
          [4.85, 52.3],
          [4.9, 52.3],
          [4.9, 52.4],
          [4.8, 52.3],
        ]),
      ),
    ).toEqual([]);
  });

  it('measures in metres and finds a point inside a horseshoe', () => {
    expect(squareMetres(area(square(4.8, 52.3, 0.01)))).toBeGreaterThan(750_000);
    expect(squareMetres(area(square(4.8, 52.3, 0.01)))).toBeLessThan(765_000);
    const horseshoe = area([
      [4.8, 52.3],
      [4.86, 52.3],
      [4.86, 52.36],
      [4.84, 52.36],
      [4.84, 52.31],
      [4.82, 52.31],
      [4.82, 52.36],
      [4.8, 52.36],
      [4.8, 52.3],
    ]);
    expect(contains(horseshoe, innerPoint(horseshoe))).toBe(true);
  });

  it('joins neighbours into one outline', () => {
    const joined = unionOf([
      area(square(4.8, 52.3, 0.01)),
      area([
        [4.81, 52.3],
        [4.82, 52.3],
        [4.82, 52.31],
        [4.81, 52.31],
        [4.81, 52.3],
      ]),
    ]);
    expect(joined.type).toBe('Polygon');
    expect(contains(joined, [4.81, 52.305])).toBe(true);
  });
});
