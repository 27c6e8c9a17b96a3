import { describe, expect, it } from 'vitest';
import { ImpossibleFinder, toldBy } from './impossible.ts';

const given = (value: number) => ({ value, isNew: true, before: null });
const standing = (value: number) => ({ value, isNew: false, before: value });
const found = (
  ...rows: Record<
    string,
    ReturnType<typeof given | typeof standing> | { value: number; isNew: boolean; before: number | null }
  >[]
) => {
  const finder = new ImpossibleFinder();
  rows.forEach((row, at) => finder.add(`BU${at}`, 2024, new Map(Object.entries(row))));
  return finder.finish();
};
const CHILDREN = 'population.age_0_15';
const PEOPLE = 'population.total';
const [RENTAL, OWNED] = ['housing.rental', 'housing.owner_occupied'];

describe('figures that cannot be', () => {
  it('[P38] a part that is more than its whole, also one that stands already', () => {
    const told = { kind: 'part', indicatorIds: [CHILDREN, PEOPLE], count: 1, example: { areaCode: 'BU0', year: 2024 } };
    expect(found({ [CHILDREN]: given(4_000), [PEOPLE]: given(100) })).toEqual([told]);
    expect(found({ [CHILDREN]: given(4_000), [PEOPLE]: standing(100) })).toEqual([told]);
    expect(found({ [CHILDREN]: standing(400), [PEOPLE]: given(100) })).toEqual([told]);
    // rounded to five each; and what stood so before is not of this file
    expect(found({ [CHILDREN]: given(105), [PEOPLE]: given(100) })).toEqual([]);
    expect(found({ [CHILDREN]: standing(400), [PEOPLE]: standing(100) })).toEqual([]);
  });

  it('[P38] shares of one whole that are more than all of it, and ages that are more than all people', () => {
    expect(found({ [RENTAL]: given(92), [OWNED]: given(80) }, { [RENTAL]: given(92), [OWNED]: standing(80) })).toEqual([
      expect.objectContaining({ kind: 'together', indicatorIds: [OWNED, RENTAL], count: 2 }),
    ]);
    expect(found({ [RENTAL]: given(61), [OWNED]: given(40) })).toEqual([]);
    const ages = { [CHILDREN]: given(60), 'population.age_15_25': given(60), 'population.age_25_45': given(60) };
    expect(found({ ...ages, [PEOPLE]: given(100) })).toEqual([expect.objectContaining({ kind: 'together' })]);
    expect(found({ ...ages, [PEOPLE]: given(180) })).toEqual([]);
  });

  it('[P38] all ages that are together far less than all people, as percentages are', () => {
    const ages = ['0_15', '15_25', '25_45', '45_65', '65_plus'].map((age) => `population.age_${age}`);
    const row = (values: readonly number[], total: number): Record<string, ReturnType<typeof given>> => ({
      ...Object.fromEntries(ages.map((id, at) => [id, given(values[at]!)])),
      [PEOPLE]: given(total),
    });
    const told = expect.objectContaining({ kind: 'short', indicatorIds: [...ages, PEOPLE], count: 1 });
    expect(found(row([17, 13, 28, 24, 18], 1_000))).toEqual([told]);
    expect(found(row([17, 130, 280, 240, 180], 1_000))).toEqual([told]);
    // rounded, and counted a little later
    expect(found(row([170, 130, 280, 240, 150], 1_000), row([5, 0, 5, 5, 5], 45))).toEqual([]);
    const { [ages[0]!]: _unknown, ...others } = row([17, 13, 28, 24, 18], 1_000);
    expect(found(others)).toEqual([]);
  });

  it('[P38] a column of fractions where percentages are wanted', () => {
    const told = [{ kind: 'fractions', indicatorIds: [RENTAL], count: 2, example: null }];
    expect(found({ [RENTAL]: given(0.92) }, { [RENTAL]: given(1) })).toEqual(told);
    expect(found({ [RENTAL]: { value: 0.92, isNew: true, before: 61 } }, { [RENTAL]: given(0) })).toEqual(told);
    expect(found({ [RENTAL]: given(0.92) }, { [RENTAL]: given(61) })).toEqual([]);
    // of what is hardly anywhere, known to be
    const empty = { value: 0.4, isNew: true, before: 0.5 };
    expect(found({ 'liveability.unoccupied_homes': empty })).toEqual([]);
  });

  it('[P38] asks for what tells, and for nothing of other columns', () => {
    expect(toldBy([RENTAL])).toEqual([OWNED, RENTAL]);
    expect(toldBy([CHILDREN])).toContain(PEOPLE);
    expect(toldBy(['work_income.ses_score'])).toEqual([]);
  });
});
