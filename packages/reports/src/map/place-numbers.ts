import type { Point } from '../drawing/drawing.ts';

/** A mark on the map with the number of its finding; `more` others that have no room there share it. */
export interface NumberedMark {
  readonly at: Point;
  readonly number: number;
  readonly more: number;
}

/** Marks stand so far apart, from middle to middle. */
const STEP = 16;
/** Places beside and below its own that a mark can take. */
const ROOM = { columns: 5, rows: 3 } as const;

/**
 * Where numbered marks stand, so that none covers another: in their place, or beside or below it, within a frame so wide
 * and high. Where that is full, a mark stands for those that come after it too.
 */
export function placeNumbers(
  wanted: readonly { readonly at: Point; readonly number: number }[],
  frame: { readonly width: number; readonly height: number },
): NumberedMark[] {
  const marks: { at: Point; number: number; more: number }[] = [];
  // squares as wide as a mark: whatever is too near lies in the square itself or one of its neighbours
  const squares = new Map<string, number[]>();
  const keyOf = (x: number, y: number): string => `${Math.floor(x / STEP)},${Math.floor(y / STEP)}`;
  const near = ([x, y]: Point): number | undefined =>
    [-STEP, 0, STEP]
      .flatMap((dx) => [-STEP, 0, STEP].flatMap((dy) => squares.get(keyOf(x + dx, y + dy)) ?? []))
      .find((index) => Math.hypot(marks[index]!.at[0] - x, marks[index]!.at[1] - y) < STEP - 1);
  for (const { at, number } of wanted) {
    const places = Array.from({ length: ROOM.columns * ROOM.rows }, (_, index): Point => [
      at[0] + (index % ROOM.columns) * STEP,
      at[1] + Math.floor(index / ROOM.columns) * STEP,
    ]);
    const free = places.find(
      (place, index) =>
        (index === 0 || (place[0] < frame.width - STEP / 2 && place[1] < frame.height - STEP / 2)) &&
        near(place) === undefined,
    );
    if (!free) {
      marks[near(at)!]!.more += 1;
      continue;
    }
    const key = keyOf(...free);
    squares.set(key, [...(squares.get(key) ?? []), marks.length]);
    marks.push({ at: free, number, more: 0 });
  }
  return marks;
}
