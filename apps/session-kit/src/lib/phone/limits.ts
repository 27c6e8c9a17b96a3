import type { Theme } from '@buurtbalans/domain';

/** Longest text of one card; as in the domain, whose schemas are too much for a phone. */
export const CARD_LENGTH = 1_000;

/** Longest word of a check-in, and longest line of any other short text. */
export const WORD_LENGTH = 80;
export const LINE_LENGTH = 300;

/** The themes in their order; as in the domain. */
export const THEME_ORDER: readonly Theme[] = [
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
];
