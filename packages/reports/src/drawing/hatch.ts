import type { Mark, Pen, Point } from './drawing.ts';

/**
 * Slanting lines that fill closed rings, so that areas can be told apart in black and white. Holes stay open.
 *
 * @param rings closed rings; which are holes follows from how they lie in one another
 * @param spacing distance between lines, in points
 * @param slope 1 for lines that fall to the right, -1 for lines that rise
 */
export function hatch(rings: readonly (readonly Point[])[], spacing: number, slope: 1 | -1, pen: Pen): Mark {
  const lines: Point[][] = [];
  // lines y = slope·x + offset; a ring crosses one where y - slope·x passes the offset
  const offsets = rings.flat().map(([x, y]) => y - slope * x);
  const step = spacing * Math.SQRT2;
  const first = Math.ceil(smallest(offsets) / step) * step;
  const last = -smallest(offsets.map((offset) => -offset));
  for (let offset = first; offset <= last; offset += step) {
    const crossings = rings.flatMap((ring) => crossingsOf(ring, slope, offset)).sort((one, other) => one - other);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from, to] = [crossings[index]!, crossings[index + 1]!];
      lines.push([
        [from, slope * from + offset],
        [to, slope * to + offset],
      ]);
    }
  }
  return { kind: 'shape', closed: false, lines, pen };
}

const smallest = (numbers: readonly number[]): number =>
  numbers.reduce((least, number) => Math.min(least, number), Infinity);

function crossingsOf(ring: readonly Point[], slope: number, offset: number): number[] {
  return ring.flatMap(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    const [here, there] = [y - slope * x - offset, nextY - slope * nextX - offset];
    // a corner on the line counts once
    return here < 0 === there < 0 ? [] : [x + (nextX - x) * (here / (here - there))];
  });
}
