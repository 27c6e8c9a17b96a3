import type { ItemTally, Spread } from '@buurtbalans/domain';

/** How united people are on an item. */
export type Unity = 'united' | 'mixed' | 'divided';

/**
 * How united people are on the place of an item, from how far their points lie apart. Half of them giving the most and
 * half nothing is the furthest: half of the most points.
 */
export function unityOf({ disagreement = 0 }: Pick<ItemTally, 'disagreement'>, top: number): Unity {
  const part = disagreement / (top / 2);
  if (part >= 0.8) return 'divided';
  return part >= 0.5 ? 'mixed' : 'united';
}

/** A numbered item in the matrix: 0 to 1 from the left (effort) and from the bottom (effect), and how far scores lie apart. */
export interface Spot {
  readonly key: string;
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly spreadX: number;
  readonly spreadY: number;
}

const part = (mean: number): number => (mean - 1) / 4;
const width = ({ deviation }: Spread): number => deviation / 4;
/** Items nearer than this cover each other. */
const APART = 0.13;

/** Where the items that were scored stand in the matrix. Items at one spot are put side by side, so that each can be read. */
export function spotsOf(items: readonly ItemTally[]): Spot[] {
  const spots: Spot[] = [];
  items.forEach(({ key, voters, effort, effect }, index) => {
    if (voters === 0 || !effort || !effect) return;
    const [atX, atY] = [part(effort.mean), part(effect.mean)];
    const isFree = (x: number, y: number): boolean =>
      x >= 0 && x <= 1 && spots.every((spot) => Math.hypot(spot.x - x, spot.y - y) >= APART * 0.99);
    // the nearest free spot, in rings around where it belongs
    const rings = Array.from({ length: 8 }, (_, ring) =>
      Array.from(
        { length: ring === 0 ? 1 : 8 },
        (_, turn) =>
          [
            atX + ring * APART * Math.cos((turn * Math.PI) / 4),
            atY + ring * APART * Math.sin((turn * Math.PI) / 4),
          ] as const,
      ),
    ).flat();
    const [x, y] = rings.find(([left, up]) => up >= 0 && up <= 1 && isFree(left, up)) ?? [atX, atY];
    spots.push({ key, number: index + 1, x, y, spreadX: width(effort), spreadY: width(effect) });
  });
  return spots;
}

/** Mean of a histogram that begins at this number; null when nobody answered. */
export function meanOf(counts: readonly number[], from: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : counts.reduce((sum, count, index) => sum + count * (index + from), 0) / total;
}
