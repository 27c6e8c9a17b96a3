import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AreaGeometry } from '@buurtbalans/domain';
import { rdToWgs84, wgs84ToRd } from './crs.ts';
import { contains, snapToGrain } from './geometry.ts';
import { cellAt, cellName, parseCell, placeGrid, positionIn } from './place-grid.ts';

const square = (x: number, y: number, width: number, height: number): AreaGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
      [x, y],
    ].map(([east, north]) => rdToWgs84([east!, north!])),
  ],
});
const amsterdam = { x: fc.integer({ min: 113_000, max: 128_000 }), y: fc.integer({ min: 480_000, max: 492_000 }) };
const area = fc.tuple(
  amsterdam.x,
  amsterdam.y,
  fc.integer({ min: 60, max: 9_000 }),
  fc.integer({ min: 60, max: 9_000 }),
);
const grain = fc.constantFrom(25, 50, 100);

describe('squares on paper', () => {
  it('[K20] name each place of the area, and lead back to a place in the same square, in and after the grain', () => {
    fc.assert(
      fc.property(
        area,
        grain,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        ([x, y, width, height], metres, east, north) => {
          const geometry = square(x, y, width, height);
          const grid = placeGrid(geometry, metres);
          const cell = cellAt(grid, rdToWgs84([x + east * width, y + north * height]))!;
          expect(parseCell(grid, cellName(cell))).toEqual(cell);
          const position = positionIn(grid, cell, geometry)!;
          // of a square that touches the border there may be too little to find
          fc.pre(position !== null);
          expect(contains(geometry, position)).toBe(true);
          expect(cellAt(grid, position)).toEqual(cell);
          expect(cellAt(grid, snapToGrain(position, metres))).toEqual(cell);
        },
      ),
    );
  });

  it('hold a place wherever enough of them lies inside', () => {
    fc.assert(
      fc.property(amsterdam.x, amsterdam.y, fc.integer({ min: 600, max: 5_000 }), (x, y, side) => {
        const geometry = square(x, y, side, side);
        const grid = placeGrid(geometry, 50);
        expect(positionIn(grid, cellAt(grid, rdToWgs84([x + side / 2, y + side / 2]))!, geometry)).not.toBeNull();
        expect(positionIn(grid, { column: 40, row: 40 }, geometry)).toBeNull();
      }),
    );
  });

  it('are few enough to be read, no finer than the grain, and cover the area', () => {
    fc.assert(
      fc.property(area, grain, ([x, y, width, height], metres) => {
        const grid = placeGrid(square(x, y, width, height), metres);
        expect(grid.columns).toBeLessThanOrEqual(12);
        expect(grid.rows).toBeLessThanOrEqual(10);
        expect(grid.size % metres).toBe(0);
        for (const [cornerX, cornerY] of [
          [x, y],
          [x + width, y],
          [x, y + height],
          [x + width, y + height],
        ] as const)
          expect(cellAt(grid, rdToWgs84([cornerX, cornerY]))).not.toBeNull();
      }),
    );
  });

  it('are typed in any way that people type them, and nothing else is one', () => {
    const grid = placeGrid(square(116_000, 486_000, 1_000, 800), 50);
    for (const typed of ['B4', 'b4', ' b 4 ', '4b', 'b-4', 'B.4'])
      expect([typed, parseCell(grid, typed)]).toEqual([typed, { column: 1, row: 3 }]);
    for (const typed of ['', 'B', '4', 'I1', 'Z9', 'B0', 'B99', 'Bakkerstraat 4', 'b44b'])
      expect([typed, parseCell(grid, typed)]).toEqual([typed, null]);
  });

  it('show the part of the map that the step is about', () => {
    const geometry = square(116_000, 486_000, 4_000, 4_000);
    const [west, south] = rdToWgs84([117_000, 487_000]);
    const [east, north] = rdToWgs84([117_400, 487_300]);
    const grid = placeGrid(geometry, 50, [west, south, east, north]);
    expect(grid.size).toBeLessThan(placeGrid(geometry, 50).size);
    const [x, y] = wgs84ToRd(positionIn(grid, { column: 0, row: 0 }, geometry)!);
    expect([Math.round(x - grid.west), Math.round(grid.north - y)]).toEqual([grid.size / 2, grid.size / 2]);
  });
});
