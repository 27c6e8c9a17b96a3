import type { Point } from '../drawing/drawing.ts';

const nameOf = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Rings as lines in which a border that two neighbours share is drawn once: two dashed lines over one another look whole. */
export function sharedOnce(rings: readonly (readonly Point[])[]): Point[][] {
  const drawn = new Set<string>();
  const lines: Point[][] = [];
  for (const ring of rings) {
    let current: Point[] = [];
    for (const [index, from] of ring.entries()) {
      const to = ring[index + 1];
      if (!to) break;
      const [one, other] = [nameOf(from), nameOf(to)].sort() as [string, string];
      const stretch = `${one} ${other}`;
      if (drawn.has(stretch)) {
        if (current.length > 1) lines.push(current);
        current = [];
        continue;
      }
      drawn.add(stretch);
      current = current.length > 0 ? [...current, to] : [from, to];
    }
    if (current.length > 1) lines.push(current);
  }
  return lines;
}
