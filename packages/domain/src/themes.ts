/** The themes of the method, in the order in which screens and reports show them. */
export const THEMES = [
  'population',
  'housing',
  'liveability',
  'safety_nuisance',
  'care_wellbeing',
  'work_income',
  'public_space',
  'facilities',
  'youth',
  'cohesion',
] as const;

/** One of the {@link THEMES}; its Dutch and English names live in the text catalogues. */
export type Theme = (typeof THEMES)[number];
