import { compareAreas, type Figure } from '@buurtbalans/figures';
import { describe, expect, it } from 'vitest';
import type { ComparedIn } from './kept-profile.ts';
import { yearsAfter } from './years-after.ts';

const RENTAL = 'housing.rental';

/** Rented homes of one neighbourhood, by year; null where only its city has a figure. */
const inYears = (values: Readonly<Record<number, number | null>>): ComparedIn => {
  const figure = (areaCode: string, year: string, value: number | null): Figure => ({
    indicatorId: RENTAL,
    areaCode,
    year: Number(year),
    value,
    status: value === null ? 'missing' : 'present',
    sourceId: 'kwb',
    release: null,
  });
  const figures = Object.entries(values).flatMap(([year, value]) => [
    figure('BU1', year, value),
    figure('GM1', year, 50),
  ]);
  return (year) =>
    new Map(
      compareAreas(figures, { area: ['BU1'], district: [], city: 'GM1' }, year).map((one) => [one.indicator.id, one]),
    );
};
const after = (year: number, before: Record<number, number | null>, now: Record<number, number | null>) =>
  yearsAfter(inYears(before), inYears(now), { [RENTAL]: { year } })[RENTAL];

describe('a chosen figure', () => {
  it('[P33] of a year that was put back goes to the newest year that has one', () => {
    expect(after(2025, { 2024: 61, 2025: 64 }, { 2024: 61 })).toBe(2024);
    // somebody had put it there, and it was not the newest
    expect(after(2023, { 2023: 60, 2024: 61 }, { 2022: 59, 2024: 61 })).toBe(2024);
    // the city still has that year
    expect(after(2025, { 2024: 61, 2025: 64 }, { 2024: 61, 2025: null })).toBe(2024);
    // it had gone before
    expect(after(2025, { 2024: 61 }, { 2024: 62 })).toBe(2024);
  });

  it('[P33] of which no year has a value any more goes nowhere', () => {
    expect(after(2025, { 2025: 64 }, {})).toBeUndefined();
    expect(after(2025, { 2025: 64 }, { 2024: null })).toBeUndefined();
    // nor to a newer one that has none either
    expect(after(2024, { 2024: 61 }, { 2024: null, 2025: null })).toBeUndefined();
  });

  it('[E203] goes on to a newer year, unless somebody put it in an earlier one', () => {
    expect(after(2024, { 2024: 61 }, { 2024: 61, 2025: 64 })).toBe(2025);
    expect(after(2023, { 2023: 60, 2024: 61 }, { 2023: 60, 2024: 61, 2025: 64 })).toBeUndefined();
    expect(after(2024, { 2024: 61 }, { 2024: 62 })).toBeUndefined();
  });
});
