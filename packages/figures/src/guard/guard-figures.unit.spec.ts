import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAreas } from '../compare.ts';
import { loadDataset } from '../load-dataset.ts';
import { shownFigure } from '../shown-figure.ts';
import { isNotable } from '../notable.ts';
import { guardedWith, guardFigures, SMALL_POPULATION } from './guard-figures.ts';

const AGES = ['0_15', '15_25', '25_45', '45_65', '65_plus'].map((age) => `population.age_${age}`);
const TOTAL = 'population.total';
const THRESHOLD = 5;
const present = (value: number | null) => ({ value, status: value === null ? 'missing' : 'present' });
const figure = (indicatorId: string, area: number | null, district: number | null = 9_000, city = 900_000) => ({
  indicatorId,
  year: 2024,
  area: present(area),
  district: present(district),
  city: present(city),
});
type Figure = ReturnType<typeof figure>;
const shown = (figures: readonly Figure[], residents: number | null = 5_000) =>
  Object.fromEntries(
    guardFigures(figures, { residents }, THRESHOLD).map(({ indicatorId, area }) => [
      indicatorId,
      area.value ?? area.status,
    ]),
  );

/** Whether a linear combination of the known equations gives one unknown: Gauss over fractions, as an attacker does. */
function isDetermined(equations: readonly (readonly number[])[], unknown: number): boolean {
  const rank = (rows: readonly (readonly number[])[]): number => {
    const matrix = rows.map((row) => [...row]);
    let found = 0;
    for (let column = 0; column < (matrix[0]?.length ?? 0); column += 1) {
      const pivot = matrix.findIndex((row, index) => index >= found && Math.abs(row[column]!) > 1e-9);
      if (pivot < 0) continue;
      [matrix[found], matrix[pivot]] = [matrix[pivot]!, matrix[found]!];
      for (const [index, row] of matrix.entries()) {
        if (index === found) continue;
        const factor = row[column]! / matrix[found]![column]!;
        for (let at = 0; at < row.length; at += 1) row[at]! -= factor * matrix[found]![at]!;
      }
      found += 1;
    }
    return found;
  };
  const wanted = equations[0]?.map((_, index) => Number(index === unknown)) ?? [];
  return equations.length > 0 && rank([...equations, wanted]) === rank(equations);
}

describe('figures that leave', () => {
  it('[P25] fifteen inhabitants of two ages: how many they are, and nothing else about them', () => {
    const figures = [
      figure(TOTAL, 15),
      figure(AGES[0]!, 5),
      figure(AGES[1]!, 10),
      figure('population.households', 15),
      figure('population.household_size', 1),
      figure('housing.rental', 100),
      figure('safety_nuisance.offences', 2),
      figure('facilities.supermarket_distance', 1.2),
    ];
    expect(shown(figures, 15)).toEqual({
      [TOTAL]: 15,
      [AGES[0]!]: 'too_few',
      [AGES[1]!]: 'too_few',
      'population.households': 'too_few',
      'population.household_size': 'too_few',
      'housing.rental': 'too_few',
      'safety_nuisance.offences': 'too_few',
      'facilities.supermarket_distance': 1.2,
    });
  });

  it('[P25] two offences where nobody lives are not told, nor by a rate', () => {
    expect(shown([figure('safety_nuisance.offences', 2)], 0)).toEqual({ 'safety_nuisance.offences': 'too_few' });
    // 2 per 1,000 of 1,000 people are two
    expect(shown([figure('safety_nuisance.offences_per_1000', 2)], 1_000)).toEqual({
      'safety_nuisance.offences_per_1000': 'withheld',
    });
    expect(shown([figure('safety_nuisance.offences_per_1000', 2)], 9_000)).toEqual({
      'safety_nuisance.offences_per_1000': 2,
    });
  });

  it('[P25] a percentage of few, or that leaves few, goes as their number would', () => {
    const shares = (rental: number, residents: number | null) =>
      guardFigures([figure('housing.rental', rental)], { residents }, THRESHOLD)[0]!.area;
    // 240 people are 120 households: two of them, and all but two
    for (const rental of [2, 98]) expect(shares(rental, 240)).toEqual({ value: null, status: 'too_few' });
    for (const rental of [0, 5, 95, 100]) expect(shares(rental, 240)).toEqual(present(rental));
    for (const residents of [null, 2_000]) expect(shares(2, residents)).toEqual(present(2));
    // of people there are as many as live there
    const seniors = figure('care_wellbeing.good_health', 2);
    expect(guardFigures([seniors], { residents: 240 }, THRESHOLD)[0]!.area).toEqual(present(2));
  });

  it('[P25] of percentages that are together all none gives another back, whichever were chosen', () => {
    const EDUCATION = ['low', 'middle', 'high'].map((level) => `work_income.education_${level}`);
    const all = [1, 49, 50].map((value, at) => figure(EDUCATION[at]!, value, 30));
    for (const chosen of [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]]) {
      const isChosen = (_: Figure, at: number): boolean => chosen.includes(at);
      const figures = all.filter(isChosen);
      const others = all.filter((one, at) => !isChosen(one, at));
      // 600 people are 300 households: three of them; and the one that nobody published follows too
      for (const guarded of guardFigures(figures, { residents: 600, others }, THRESHOLD))
        expect([guarded.area.value, guarded.district.value]).toEqual([null, 30]);
      expect(guardFigures(figures, { residents: 6_000, others }, THRESHOLD)).toEqual(figures);
    }
    const known = guardFigures(all.slice(1), { residents: 600 }, THRESHOLD);
    expect(known.map(({ area }) => area.status)).toEqual(['withheld', 'withheld']);
    // between the lowest and the highest incomes there are others
    const incomes = [figure('work_income.lowest_40', 60), figure('work_income.highest_20', 39)];
    expect(guardFigures(incomes, { residents: 240 }, THRESHOLD)).toEqual(incomes);
    expect(guardedWith(EDUCATION[0]!)).toEqual(EDUCATION.slice(1));
  });

  it('[P25] a small count takes another of its row along', () => {
    const guarded = shown([figure(TOTAL, 700), ...AGES.map((id, at) => figure(id, [5, 60, 300, 235, 100][at]!))], 700);
    expect(guarded[AGES[0]!]).toBe('too_few');
    expect(Object.values(guarded)).toContain('withheld');
  });

  it.each([
    [
      'forty people, who are the whole district',
      40,
      [figure(TOTAL, 40, 40), figure('population.households', 20, 20), figure('housing.rental', 63, 63)],
    ],
    [
      'three offences among a thousand people, who are the whole district',
      1_075,
      [
        figure(TOTAL, 1_075, 1_075),
        figure('safety_nuisance.offences', 3, 3),
        figure('safety_nuisance.offences_per_1000', 2.8, 2.8),
      ],
    ],
    [
      'three offences of the four in a district of nine hundred',
      800,
      [
        figure(TOTAL, 800, 900),
        figure('safety_nuisance.offences', 3, 4),
        figure('safety_nuisance.offences_per_1000', 3.75, 4.4),
      ],
    ],
  ])('[P25] of %s the district tells as little as the area', (_, residents, figures) => {
    for (const { indicatorId, area, district } of guardFigures(figures, { residents }, THRESHOLD))
      expect([indicatorId, area.value === null, district.value === null]).toEqual([
        indicatorId,
        indicatorId !== TOTAL,
        indicatorId !== TOTAL,
      ]);
  });

  it('[P25] leaves an ordinary neighbourhood as it is', () => {
    const figures = [figure(TOTAL, 5_000), ...AGES.map((id) => figure(id, 1_000))];
    expect(guardFigures(figures, { residents: 5_000 }, THRESHOLD)).toEqual(figures);
  });

  it('[P25] no combination of the ages, totals, area and district that several versions show gives one that none shows', () => {
    const count = fc.constantFrom(0, 5, 5, 10, 40, 300);
    // whatever was chosen in each version, and in whatever order
    const versions = fc.array(fc.subarray([TOTAL, ...AGES], { minLength: 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 5, maxLength: 5 }), versions, (parts, chosen) => {
        const rows = parts.map(([area, rest]) => ({ area, district: area + rest }));
        const sum = (of: 'area' | 'district') => rows.reduce((all, row) => all + row[of], 0);
        const all = [
          figure(TOTAL, sum('area'), sum('district')),
          ...AGES.map((id, at) => figure(id, rows[at]!.area, rows[at]!.district)),
        ];
        const shownIn = (ids: readonly string[]) =>
          guardFigures(
            all.filter(({ indicatorId }) => ids.includes(indicatorId)),
            { residents: 5_000, others: all.filter(({ indicatorId }) => !ids.includes(indicatorId)) },
            THRESHOLD,
          );
        const published = chosen.flatMap(shownIn);
        // unknowns: five counts of the area, five of the rest of the district
        const equations: number[][] = [];
        for (const { indicatorId, area, district } of published) {
          const at = AGES.indexOf(indicatorId);
          const of = (to: number) =>
            Array.from({ length: 10 }, (_, index) => Number(index < to && (at < 0 || index % 5 === at)));
          if (area.value !== null) equations.push(of(5));
          if (district.value !== null) equations.push(of(10));
        }
        for (const [at, { area, district }] of rows.entries()) {
          const told = published.find(({ indicatorId }) => indicatorId === AGES[at])?.area.value;
          if (told != null) expect(told === 0 || told > THRESHOLD).toBe(true);
          for (const [unknown, small] of [
            [at, area],
            [at + 5, district - area],
          ] as const)
            if (small > 0 && small <= THRESHOLD) expect(isDetermined(equations, unknown)).toBe(false);
        }
      }),
      {
        numRuns: 200,
        // what the order of the choices once gave back
        examples: [
          [
            [
              [0, 0],
              [0, 0],
              [0, 5],
              [10, 5],
              [300, 10],
            ],
            [
              [AGES[2]!, AGES[3]!, AGES[4]!],
              [TOTAL, AGES[0]!, AGES[1]!, AGES[3]!, AGES[4]!],
            ],
          ],
        ],
      },
    );
  });

  it('[P25] of every neighbourhood of Amsterdam with hardly an inhabitant nothing about them leaves', async () => {
    const { areas, figures } = await loadDataset('amsterdam');
    const byArea = Map.groupBy(figures, ({ areaCode }) => areaCode);
    let few = 0;
    for (const { code } of areas.filter(({ level }) => level === 'buurt')) {
      const own = byArea.get(code) ?? [];
      const compared = compareAreas([...own, ...(byArea.get('GM0363') ?? [])], {
        area: [code],
        district: [],
        city: 'GM0363',
      });
      const all = compared.map(shownFigure);
      const residents = all.find(({ indicatorId }) => indicatorId === TOTAL)?.area.value ?? null;
      if (residents === null || residents >= SMALL_POPULATION) continue;
      few += 1;
      for (const { indicatorId, area, theme, unit } of guardFigures(all, { residents }, THRESHOLD)) {
        if (area.value === null || indicatorId === TOTAL) continue;
        const isOfPlace = ['facilities', 'public_space'].includes(theme) || unit === 'km' || unit === 'per_km2';
        expect(isOfPlace || indicatorId === 'youth.schools_3km', `${code} ${indicatorId}`).toBe(true);
      }
    }
    expect(few).toBeGreaterThan(10);
  });
});

it('[R120] a figure stands out where it is a fifth more or less than in the city, and no count does', () => {
  const beside = (indicatorId: string, area: number | null, city: number | null) =>
    isNotable({ indicatorId, area: { value: area }, city: { value: city } });
  expect(beside('housing.rental', 60, 50)).toBe(true);
  expect(beside('housing.rental', 59, 50)).toBe(false);
  expect(beside('housing.rental', 40, 50)).toBe(true);
  expect(beside('housing.rental', 41, 50)).toBe(false);
  expect(beside('safety_nuisance.offences_per_1000', 120, 88)).toBe(true);
  expect(beside(TOTAL, 5_000, 900_000)).toBe(false);
  expect(beside('population.urbanisation', 1, 5)).toBe(false);
  expect(beside('housing.rental', null, 50)).toBe(false);
  expect(beside('no.such', 1, 50)).toBe(false);
});
