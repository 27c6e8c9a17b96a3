import { describe, expect, it } from 'vitest';
import { type Figure, printed } from './figure.ts';

const figure: Figure = { name: 'a', value: 1.23456, unit: 'ratio', against: 'b' };

describe('a printed figure', () => {
  it('says that it is not steady where its repeats differ by more than a fifth', () => {
    expect(printed(figure)).toEqual({ ...figure, value: 1.235 });
    expect(printed({ ...figure, value: 1, repeats: [0.9, 1.09] })).toEqual({
      ...figure,
      value: 1,
      repeats: [0.9, 1.09],
    });
    expect(printed({ ...figure, value: 1, repeats: [0.9, 1.11] })).toEqual({
      ...figure,
      value: 1,
      repeats: [0.9, 1.11],
      unsteady: true,
    });
  });
});
