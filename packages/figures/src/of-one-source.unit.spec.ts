import { describe, expect, it } from 'vitest';
import { compareAreas, type Figure, ownFigures } from './index.ts';

const figure = (indicatorId: string, areaCode: string, value: number, more: Partial<Figure> = {}): Figure => ({
  indicatorId,
  areaCode,
  year: 2024,
  value,
  status: 'present',
  sourceId: 'kwb-2024-derived',
  release: null,
  ...more,
});
const source = ownFigures({
  what: 'cijfers',
  title: null,
  role: 'research_adviser',
  organisation: null,
  day: '2026-11-30',
});
const own = (deliveryId = 'one'): Partial<Figure> => ({ sourceId: 'own', source, deliveryId });
const PEOPLE = 'population.total';
const LAND = 'public_space.land_area';
const DENSITY = 'population.density';
const SIZE = 'population.household_size';

/** What is shipped of two neighbourhoods, their wijk and their city: inhabitants, land, density, households and their size. */
const shipped = [
  ['BU1', 2_744, 21, 13_068, 1_300],
  ['BU2', 1_000, 10, 10_050, 500],
  ['GM1', 9_000, 100, 9_000, 4_000],
].flatMap(([code, people, land, density, households]) => [
  figure(PEOPLE, code as string, people as number),
  figure(LAND, code as string, land as number),
  figure(DENSITY, code as string, density as number),
  figure('population.households', code as string, households as number),
  figure(SIZE, code as string, 2),
]);
const compared = (area: readonly string[], delivered: readonly Figure[], areaWhole: readonly string[] = []) => {
  const standing = new Map([...shipped, ...delivered].map((one) => [`${one.indicatorId} ${one.areaCode}`, one]));
  const found = compareAreas(standing.values(), { area, areaWhole, district: ['BU1', 'BU2'], city: 'GM1' });
  return (id: string) => found.find(({ indicator }) => indicator.id === id)!;
};

describe('a density', () => {
  const counted = figure(PEOPLE, 'BU1', 3_100, own());

  it('[P31] stands on the inhabitants beside it: published beside those of its source, computed beside others', () => {
    expect(compared(['BU1'], [])(DENSITY).area).toEqual({ value: 13_068, status: 'present', derived: false });
    const one = compared(['BU1'], [counted])(DENSITY);
    expect(one.area).toEqual({ value: (3_100 / 21) * 100, status: 'present', derived: true });
    expect(one.city).toMatchObject({ value: 9_000, derived: false });
    expect(one.sources.map(({ id }) => id)).toEqual(['own', 'kwb-2024-derived']);
    expect(compared(['BU1'], [figure(LAND, 'BU1', 42, own())])(DENSITY).area.value).toBeCloseTo(6_533, 0);
  });

  it('[P31] of two together lies between that of either, whoever counted them', () => {
    const of = (area: readonly string[]) => compared(area, [counted])(DENSITY).area.value!;
    expect(of(['BU1', 'BU2'])).toBeLessThan(Math.max(of(['BU1']), of(['BU2'])));
    expect(of(['BU1', 'BU2'])).toBeGreaterThan(Math.min(of(['BU1']), of(['BU2'])));
  });

  it('[P31] of a whole wijk stands on what stands beside it', () => {
    const wijk = [figure(DENSITY, 'WK1', 12_000), figure(LAND, 'WK1', 31)];
    const of = (...more: Figure[]) => compared(['BU1', 'BU2'], [...wijk, ...more], ['WK1'])(DENSITY).area;
    expect(of(figure(PEOPLE, 'WK1', 3_720))).toMatchObject({ value: 12_000, derived: false });
    expect(of(figure(PEOPLE, 'WK1', 6_200, own()))).toMatchObject({ value: 20_000, derived: true });
    expect(of(counted)).toMatchObject({ value: (4_100 / 31) * 100, derived: true });
  });

  it('[P31] that a municipality brings stands beside the inhabitants of the same delivery alone', () => {
    const density = figure(DENSITY, 'BU1', 14_000, own('one'));
    expect(compared(['BU1'], [counted, figure(LAND, 'BU1', 21, own()), density])(DENSITY).area).toMatchObject({
      value: 14_000,
      derived: false,
    });
    const later = figure(PEOPLE, 'BU1', 4_200, own('two'));
    expect(compared(['BU1'], [later, figure(LAND, 'BU1', 21, own()), density])(DENSITY).area).toMatchObject({
      value: 20_000,
      derived: true,
    });
  });

  it('[P31] follows what the office corrected, and not how it rounds', () => {
    const office = (value: number) => figure(PEOPLE, 'BU1', value, { sourceId: 'kwb-2024', deliveryId: 'later' });
    expect(compared(['BU1'], [office(2_745)])(DENSITY).area).toMatchObject({ value: 13_068, derived: false });
    expect(compared(['BU1'], [office(3_100)])(DENSITY).area).toMatchObject({ derived: true });
  });

  it('[P31] is withheld where it cannot be computed of them', () => {
    const withoutLand = shipped.filter(({ indicatorId }) => indicatorId !== LAND);
    const found = compareAreas([...withoutLand, counted], { area: ['BU1'], district: [], city: 'GM1' });
    const density = found.find(({ indicator }) => indicator.id === DENSITY)!;
    expect(density.area).toEqual({ value: null, status: 'withheld', derived: false });
    expect(density.city).toMatchObject({ value: 9_000 });
  });
});

describe('a household size', () => {
  it('[P31] is withheld beside inhabitants or households of another source', () => {
    expect(compared(['BU1'], [])(SIZE).area).toMatchObject({ value: 2 });
    for (const id of [PEOPLE, 'population.households']) {
      const of = compared(['BU1'], [figure(id, 'BU1', 900, own())])(SIZE);
      expect(of.area).toMatchObject({ value: null, status: 'withheld' });
      expect(of.city).toMatchObject({ value: 2 });
    }
  });
});

describe('credits', () => {
  it('[P32] name who counted that by which a rate is divided, and what a mean is weighted by', () => {
    const offences = ['BU1', 'BU2', 'GM1'].map((code) =>
      figure('safety_nuisance.offences', code, 30, { sourceId: 'politie' }),
    );
    const rental = ['BU1', 'BU2'].map((code) => figure('housing.rental', code, 40));
    const of = (id: string, delivered: readonly Figure[]) =>
      compared(['BU1', 'BU2'], [...offences, ...rental, ...delivered])(id).sources.map((one) => one.id);
    expect(of('safety_nuisance.offences_per_1000', [figure(PEOPLE, 'BU2', 900, own())])).toEqual([
      'politie',
      'kwb-2024-derived',
      'own',
    ]);
    expect(of('housing.rental', [])).toEqual(['kwb-2024-derived']);
    expect(of('housing.rental', [figure('population.households', 'BU1', 900, own())])).toEqual([
      'kwb-2024-derived',
      'own',
    ]);
  });
});
