import type { Theme } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';

// apart from the other names of the product, which a phone does not need
const themes: Readonly<Record<Theme, () => string>> = {
  population: m.theme_population,
  housing: m.theme_housing,
  liveability: m.theme_liveability,
  safety_nuisance: m.theme_safety_nuisance,
  care_wellbeing: m.theme_care_wellbeing,
  work_income: m.theme_work_income,
  public_space: m.theme_public_space,
  facilities: m.theme_facilities,
  youth: m.theme_youth,
  cohesion: m.theme_cohesion,
};

/** Name of a theme; one that this version does not know is shown as it is. */
export const themeName = (theme: string): string => (Object.hasOwn(themes, theme) ? themes[theme as Theme]() : theme);
