import { columnName, innerPoint, type PlaceGrid, type Position } from '@buurtbalans/geo';
import type { Mark, Point } from '../drawing/drawing.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import { GRID } from './map-look.ts';

/** Where the grid lies in a drawing, in points. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  /** Points in a metre. */
  readonly scale: number;
}

/** What a grid covers: west, south, east and north in metres of RD New. */
export function frameOf({ west, north, size, columns, rows }: PlaceGrid): [number, number, number, number] {
  return [west, north - rows * size, west + columns * size, north];
}

/** Draws a grid over a map: lines, letters above and below, numbers at both sides, and the names of neighbourhoods. */
export function gridMarks(
  grid: PlaceGrid,
  { left, top, scale }: Frame,
  neighbourhoods: NonNullable<ReportSnapshot['area']>['neighbourhoods'],
  place: (position: Position) => Point,
): Mark[] {
  const side = grid.size * scale;
  const [right, bottom] = [left + grid.columns * side, top + grid.rows * side];
  const isInside = ([x, y]: Point): boolean => x > left + 20 && x < right - 20 && y > top + 6 && y < bottom - 6;
  const text = (at: Point, content: string, look: { strong?: boolean; halo?: string }): Mark => ({
    kind: 'text',
    at,
    text: content,
    size: GRID.size,
    anchor: 'middle',
    color: GRID.ink,
    ...look,
  });
  const names = neighbourhoods.flatMap(({ name, geometry }) => {
    const at = place(innerPoint(geometry));
    return isInside(at) ? [text(at, name, { halo: GRID.halo })] : [];
  });
  const columns = Array.from({ length: grid.columns + 1 }, (_, index) => left + index * side);
  const rows = Array.from({ length: grid.rows + 1 }, (_, index) => top + index * side);
  const lines: Point[][] = [
    ...columns.map((x): Point[] => [
      [x, top],
      [x, bottom],
    ]),
    ...rows.map((y): Point[] => [
      [left, y],
      [right, y],
    ]),
  ];
  const letters = columns
    .slice(0, -1)
    .flatMap((x, index) =>
      [top - 3, bottom + 8.5].map((y) => text([x + side / 2, y], columnName(index), { strong: true })),
    );
  const numbers = rows
    .slice(0, -1)
    .flatMap((y, index) =>
      [left - 6, right + 6].map((x) => text([x, y + side / 2 + 3], String(index + 1), { strong: true })),
    );
  return [{ kind: 'shape', closed: false, lines, pen: GRID.pen }, ...names, ...letters, ...numbers];
}
