import { describe, expect, it } from 'vitest';
import { isNotable } from './notable.ts';

const offences = (area: number, city: number): boolean =>
  isNotable({ indicatorId: 'safety_nuisance.offences_per_1000', area: { value: area }, city: { value: city } });

describe('a figure that stands out', () => {
  it.each([
    [72.6, 88.4, false],
    [70.8, 88.4, false],
    [70.7, 88.4, true],
    [80, 100, true],
    [80.1, 100, false],
    [119.9, 100, false],
    [120, 100, true],
    [51.6, 88.4, true],
    // of what is no round number in a computer
    [1.2 * 88.4, 88.4, true],
    [0.8 * 88.4, 88.4, true],
  ])('[R172] is at least a fifth of the city higher or lower than the city: %d beside %d', (area, city, stands) => {
    expect(offences(area, city)).toBe(stands);
  });
});
