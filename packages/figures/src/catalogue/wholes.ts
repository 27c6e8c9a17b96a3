/** Indicators of which each counts another part of one whole. */
export interface Whole {
  readonly parts: readonly string[];
  /** How much they are together; null where they are percentages of it. */
  readonly total: string | null;
  /** Whether there is no other part: whoever knows all parts but one knows that one. */
  readonly isAll: boolean;
}

/** The ages: each inhabitant is in one of them and in no other. */
export const AGES: readonly string[] = ['0_15', '15_25', '25_45', '45_65', '65_plus'].map(
  (age) => `population.age_${age}`,
);

/** All groups of indicators that are parts of one whole. */
export const wholes: readonly Whole[] = [
  { parts: ['housing.owner_occupied', 'housing.rental'], total: null, isAll: true },
  {
    parts: ['work_income.education_low', 'work_income.education_middle', 'work_income.education_high'],
    total: null,
    isAll: true,
  },
  // most people are in neither
  { parts: ['work_income.lowest_40', 'work_income.highest_20'], total: null, isAll: false },
  { parts: AGES, total: 'population.total', isAll: true },
];
