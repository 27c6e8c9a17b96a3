import { describe, expect, it } from 'vitest';
import { canAddDot, dotsLeft, onlyItems, withChosen, withDot, withMoved } from './judging.ts';

describe('dots', () => {
  const rules = { budget: 3, stacking: true };

  it('go as far as the budget, also on one item', () => {
    let dots = {};
    for (let turn = 0; turn < 5; turn += 1) dots = withDot(dots, 'option:0', 1, rules);
    expect(dots).toEqual({ 'option:0': 3 });
    expect(dotsLeft(dots, rules)).toBe(0);
    expect(canAddDot(dots, 'option:1', rules)).toBe(false);
  });

  it('go once to each item where they may not be stacked', () => {
    const single = { budget: 3, stacking: false };
    const dots = withDot({}, 'option:0', 1, single);
    expect(withDot(dots, 'option:0', 1, single)).toBe(dots);
    expect(withDot(dots, 'option:1', 1, single)).toEqual({ 'option:0': 1, 'option:1': 1 });
  });

  it('come back, and an item without dots is not named', () => {
    expect(withDot({ 'option:0': 2 }, 'option:0', -1, rules)).toEqual({ 'option:0': 1 });
    expect(withDot({ 'option:0': 1 }, 'option:0', -1, rules)).toEqual({});
    expect(withDot({}, 'option:0', -1, rules)).toEqual({});
  });
});

describe('an order', () => {
  it('takes no more than the top', () => {
    expect(withChosen(['a', 'b'], 'c', 3)).toEqual(['a', 'b', 'c']);
    expect(withChosen(['a', 'b', 'c'], 'd', 3)).toEqual(['a', 'b', 'c']);
    expect(withChosen(['a', 'b', 'c'], 'b', 3)).toEqual(['a', 'c']);
  });

  it('moves one place, and not over its ends', () => {
    expect(withMoved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(withMoved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(withMoved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(withMoved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
    expect(withMoved(['a'], 'z', 1)).toEqual(['a']);
  });
});

it('leaves out what is on the table no more', () => {
  expect(onlyItems({ 'card:1': 2, 'cluster:2': 1 }, ['cluster:2', 'cluster:3'])).toEqual({ 'cluster:2': 1 });
});
