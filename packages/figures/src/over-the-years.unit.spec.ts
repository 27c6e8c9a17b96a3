import { describe, expect, it } from 'vitest';
import { combine, type Figure, FigureTable, indicatorById, recode, trendOf } from './index.ts';

const figure = (areaCode: string, year: number, value: number | null, indicatorId = 'population.total'): Figure => ({
  indicatorId,
  areaCode,
  year,
  value,
  status: value === null ? 'secret' : 'present',
  sourceId: 'kwb',
  release: null,
});
const inhabitants = indicatorById('population.total')!;

describe('codes that changed', () => {
  it('carries over one to one, and lists what was split, joined or is gone', () => {
    const old = ['BU03630000', 'BU03630001', 'BU03630002', 'BU03630003', 'BU03630004', 'WK036300', 'GM0363'].map(
      (code) => figure(code, 2019, 10),
    );
    const successors = [
      { from: 'BU03630000', to: 'BU0363AE01' },
      { from: 'BU03630001', to: 'BU0363AE02' },
      { from: 'BU03630001', to: 'BU0363AE03' },
      { from: 'BU03630002', to: 'BU0363AE04' },
      { from: 'BU03630003', to: 'BU0363AE04' },
    ];
    const { figures, unmatched } = recode(old, successors);
    expect(figures.map(({ areaCode }) => areaCode)).toEqual(['BU0363AE01', 'GM0363']);
    expect(unmatched).toEqual(['BU03630001', 'BU03630002', 'BU03630003', 'BU03630004']);
  });
});

describe('trends', () => {
  const years = [2020, 2021, 2022, 2023].map((year) => figure('BU0363FA01', year, year));

  it('runs on where borders stay', () => {
    expect(
      trendOf(new FigureTable(years), inhabitants, ['BU0363FA01'], [{ areaCode: 'BU0363FA02', year: 2022 }]),
    ).toMatchObject({ segments: [{ length: 4 }], brokenIn: [] });
  });

  it('breaks where the borders changed, also in a year that has no figure', () => {
    const trend = trendOf(
      new FigureTable(years),
      inhabitants,
      ['BU0363FA01'],
      [{ areaCode: 'BU0363FA01', year: 2022 }],
    );
    expect(trend.segments.map((segment) => segment.map(({ year }) => year))).toEqual([
      [2020, 2021],
      [2022, 2023],
    ]);
    expect(trend.brokenIn).toEqual([2022]);
    const withoutYear = years.filter(({ year }) => year !== 2022);
    expect(
      trendOf(new FigureTable(withoutYear), inhabitants, ['BU0363FA01'], [{ areaCode: 'BU0363FA01', year: 2022 }])
        .segments,
    ).toHaveLength(2);
  });

  it('[P5] does not bridge a secret year', () => {
    const secret = years.map((entry) => (entry.year === 2021 ? figure('BU0363FA01', 2021, null) : entry));
    expect(
      trendOf(new FigureTable(secret), inhabitants, ['BU0363FA01'], []).segments.map(({ length }) => length),
    ).toEqual([1, 2]);
    expect(trendOf(new FigureTable([]), inhabitants, ['BU0363FA01'], [])).toEqual({ segments: [], brokenIn: [] });
  });
});

describe('what cannot be combined', () => {
  it('gives a class of one area, and none of several', () => {
    const table = new FigureTable([
      figure('BU1', 2024, 1, 'population.urbanisation'),
      figure('BU2', 2024, 3, 'population.urbanisation'),
    ]);
    const urbanisation = indicatorById('population.urbanisation')!;
    expect(combine(table, urbanisation, ['BU2'], 2024)).toMatchObject({ value: 3, status: 'present' });
    expect(combine(table, urbanisation, ['BU1', 'BU2'], 2024)).toMatchObject({ value: null, status: 'not_combined' });
  });

  it('does not average parts of which too many have no known weight', () => {
    const owned = ['BU1', 'BU2', 'BU3'].map((code) => figure(code, 2024, 50, 'housing.owner_occupied'));
    const table = new FigureTable([
      ...owned,
      figure('BU1', 2024, 300, 'population.households'),
      figure('BU2', 2024, 300, 'population.households'),
    ]);
    const indicator = indicatorById('housing.owner_occupied')!;
    expect(combine(table, indicator, ['BU1', 'BU2'], 2024)).toMatchObject({ value: 50 });
    expect(combine(table, indicator, ['BU1', 'BU2', 'BU3'], 2024)).toMatchObject({
      value: null,
      status: 'not_combined',
    });
  });
});
