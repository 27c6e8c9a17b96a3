import type { AreaGeometry } from '@buurtbalans/domain';
import { type Position, rdToWgs84, wgs84ToRd } from './crs.ts';
import { boundsOf, contains, mapPositions } from './geometry.ts';

/** Letters of the columns; no I, which looks like a 1. */
const LETTERS = 'ABCDEFGHJKLM';
const ROWS = 10;
/** Sides of a cell, in grains, or as many grains as make ten metres. */
const LEAST_UNIT = 10;
const SIDES = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 60, 100, 150, 200, 300, 400, 600, 1_000];
/** Tries in each direction to find a place in a cell of which only a part lies inside the area. */
const TRIES = 15;

/**
 * Squares over a map, by which a place is named on paper and typed in again: a letter for the column and a number for
 * the row, from the north-west. In metres of RD New; sides and corners are multiples of the grain.
 */
export interface PlaceGrid {
  readonly west: number;
  readonly north: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
}

/** One square, counted from 0. */
export interface GridCell {
  readonly column: number;
  readonly row: number;
}

/** A box around part of a map as [west, south, east, north] in WGS84 degrees. */
export type MapPart = readonly [number, number, number, number];

const frameOf = ([west, south, east, north]: MapPart): AreaGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/**
 * The grid of an area, or of the part of it that is shown: the finest with at most twelve columns and ten rows, and none
 * finer than the grain (metres) to which places are kept. The same input gives the same grid, on paper and on a screen.
 */
export function placeGrid(area: AreaGeometry, grainMetres: number, part: MapPart | null = null): PlaceGrid {
  const [west, south, east, north] = boundsOf(mapPositions(part ? frameOf(part) : area, wgs84ToRd));
  const gridOf = (size: number): PlaceGrid => {
    const [left, top] = [Math.floor(west / size) * size, Math.ceil(north / size) * size];
    return {
      west: left,
      north: top,
      size,
      columns: Math.floor((east - left) / size) + 1,
      rows: Math.floor((top - south) / size) + 1,
    };
  };
  const unit = grainMetres * Math.ceil(LEAST_UNIT / grainMetres);
  const grids = SIDES.map((side) => gridOf(side * unit));
  return grids.find(({ columns, rows }) => columns <= LETTERS.length && rows <= ROWS) ?? grids.at(-1)!;
}

/** Name of a column. */
export const columnName = (column: number): string => LETTERS[column] ?? '';

/** Name of a square: B4. */
export const cellName = ({ column, row }: GridCell): string => `${columnName(column)}${row + 1}`;

/** The square that somebody typed (B4, b 4, 4b), if the grid has it. */
export function parseCell(grid: PlaceGrid, typed: string): GridCell | null {
  const [, before, after, first, last] =
    /^\s*(?:([a-z])\s*[-.,]?\s*(\d{1,2})|(\d{1,2})\s*[-.,]?\s*([a-z]))\s*$/i.exec(typed) ?? [];
  const column = LETTERS.indexOf((before ?? last ?? '?').toUpperCase());
  const row = Number(after ?? first) - 1;
  return column >= 0 && column < grid.columns && row >= 0 && row < grid.rows ? { column, row } : null;
}

/** The square in which a position (WGS84) lies. */
export function cellAt({ west, north, size, columns, rows }: PlaceGrid, position: Position): GridCell | null {
  const [x, y] = wgs84ToRd(position);
  const [column, row] = [Math.floor((x - west) / size), Math.floor((north - y) / size)];
  return column >= 0 && column < columns && row >= 0 && row < rows ? { column, row } : null;
}

/** A position (WGS84) inside a square and inside the area, as near to the middle as there is; null when they do not meet. */
export function positionIn(
  { west, north, size }: PlaceGrid,
  { column, row }: GridCell,
  area: AreaGeometry,
): Position | null {
  const middle: Position = [west + (column + 0.5) * size, north - (row + 0.5) * size];
  const steps = Array.from({ length: TRIES }, (_, index) => ((index + 0.5) / TRIES - 0.5) * size);
  const around = steps
    .flatMap((dx) => steps.map((dy): Position => [dx, dy]))
    .sort(([oneX, oneY], [otherX, otherY]) => Math.hypot(oneX, oneY) - Math.hypot(otherX, otherY));
  for (const [dx, dy] of around) {
    const position = rdToWgs84([middle[0] + dx, middle[1] + dy]);
    if (contains(area, position)) return position;
  }
  return null;
}
