import { describe, expect, it } from 'vitest';
import type { Point } from '../drawing/drawing.ts';
import { placeNumbers } from './place-numbers.ts';

const frame = { width: 496, height: 340 };
const at = (...points: Point[]) => points.map((point, index) => ({ at: point, number: index + 1 }));

describe('numbers on a map', () => {
  it('[R12] stand in their place, and beside or below it where that is taken', () => {
    const marks = placeNumbers(at([100, 100], [105, 100], [100, 103], [300, 50]), frame);
    expect(marks.map(({ at: [x, y], more }) => [x, y, more])).toEqual([
      [100, 100, 0],
      [121, 100, 0],
      [148, 103, 0],
      [300, 50, 0],
    ]);
  });

  it('[R12] are all told, also where hundreds share one place or the border is near', () => {
    for (const place of [
      [100, 100],
      [490, 335],
    ] as const) {
      const marks = placeNumbers(at(...Array.from({ length: 2_000 }, (): Point => place)), frame);
      expect(marks.reduce((sum, { more }) => sum + 1 + more, 0)).toBe(2_000);
      expect(marks.every(({ at: [x, y] }) => x < 496 && y < 340)).toBe(true);
      for (const [
        index,
        {
          at: [x, y],
        },
      ] of marks.entries())
        for (const { at: other } of marks.slice(index + 1))
          expect(Math.hypot(x - other[0], y - other[1])).toBeGreaterThan(14.9);
    }
  });
});
