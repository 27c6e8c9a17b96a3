import type { Theme } from '@buurtbalans/domain';

/** Figures that a made-up trajectory chooses, by theme, with the year that the data set has. */
export const DEMO_FIGURES: readonly (readonly [indicatorId: string, theme: Theme, year: number])[] = [
  ['population.total', 'population', 2024],
  ['population.age_15_25', 'population', 2024],
  ['housing.rental', 'housing', 2024],
  ['housing.property_value', 'housing', 2024],
  ['liveability.unoccupied_homes', 'liveability', 2024],
  ['safety_nuisance.offences_per_1000', 'safety_nuisance', 2024],
  ['care_wellbeing.good_health', 'care_wellbeing', 2024],
  ['work_income.low_income_households', 'work_income', 2023],
];

/** Those of a city of which the data set has less. */
export const DEMO_FIGURES_ELSEWHERE: typeof DEMO_FIGURES = [
  ['population.total', 'population', 2024],
  ['population.age_65_plus', 'population', 2024],
  ['housing.owner_occupied', 'housing', 2024],
  ['housing.property_value', 'housing', 2024],
  ['liveability.address_density', 'liveability', 2024],
  ['safety_nuisance.offences_per_1000', 'safety_nuisance', 2024],
  ['care_wellbeing.good_health', 'care_wellbeing', 2024],
];
