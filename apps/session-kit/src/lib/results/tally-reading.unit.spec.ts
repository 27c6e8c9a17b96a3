import { describe, expect, it } from 'vitest';
import { meanOf, spotsOf, unityOf } from './tally-reading.ts';

const spread = (mean: number, deviation = 0) => ({ counts: [], mean, deviation });
const item = (key: string, effort: number, effect: number, voters = 3) => ({
  key,
  points: 0,
  voters,
  effort: spread(effort, 0.8),
  effect: spread(effect, 0.4),
});

describe('reading results', () => {
  it('calls people divided when half give an item the most and half nothing', () => {
    expect(
      [{ disagreement: 1.5 }, { disagreement: 1 }, { disagreement: 0.3 }, {}].map((one) => unityOf(one, 3)),
    ).toEqual(['divided', 'mixed', 'united', 'united']);
  });

  it('puts items where their mean is, with the spread', () => {
    expect(spotsOf([item('a', 1, 5), item('b', 3, 3)])).toEqual([
      { key: 'a', number: 1, x: 0, y: 1, spreadX: 0.2, spreadY: 0.1 },
      { key: 'b', number: 2, x: 0.5, y: 0.5, spreadX: 0.2, spreadY: 0.1 },
    ]);
  });

  it('keeps the number of an item that nobody scored free', () => {
    expect(spotsOf([item('a', 1, 5, 0), item('b', 3, 3)]).map(({ number }) => number)).toEqual([2]);
  });

  it('puts items at one spot side by side, inside the matrix', () => {
    const spots = spotsOf(Array.from({ length: 12 }, (_, index) => item(`i${index}`, 5, 5)));
    for (const [index, one] of spots.entries())
      for (const other of spots.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(0.08);
    expect(spots.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)).toBe(true);
  });

  it('gives the mean of a histogram, and none of nothing', () => {
    expect([meanOf([1, 0, 0, 0, 1], 1), meanOf([0, 0], 0)]).toEqual([3, null]);
  });
});
