import type { Theme } from '@buurtbalans/domain';

/** How a figure of several areas together follows from theirs. */
export type Combination =
  /** Counts add up. */
  | { readonly by: 'sum' }
  /** Means and percentages, weighted by another indicator. */
  | { readonly by: 'weighted'; readonly weight: string }
  /** So many per so much of another indicator, where each area has its own published. */
  | {
      readonly by: 'quotient';
      readonly numerator: string;
      readonly denominator: string;
      readonly per: number;
    }
  /** So many per 1,000 of another indicator; not shown below a minimum of it. */
  | {
      readonly by: 'rate';
      readonly numerator: string;
      readonly denominator: string;
      readonly per: number;
      readonly minimum: number;
    }
  /** Classes and spreads say nothing for several areas together. */
  | { readonly by: 'none' };

/** What sort of number an indicator is; it follows from its unit and how it combines. */
export type IndicatorKind = 'count' | 'percentage' | 'mean' | 'distance' | 'rate' | 'class';

/** An indicator of the catalogue. */
export interface Indicator {
  readonly id: string;
  readonly theme: Theme;
  readonly name: { readonly nl: string; readonly en: string };
  /** One sentence in plain words (B1). */
  readonly plain: { readonly nl: string; readonly en: string };
  readonly unit:
    | 'persons'
    | 'households'
    | 'percent'
    | 'thousand_euro'
    | 'km'
    | 'count'
    | 'per_km2'
    | 'per_1000'
    | 'persons_per_household'
    | 'score';
  readonly decimals: 0 | 1 | 2 | 3;
  readonly combine: Combination;
  /** Which way is worse for people who live there, where that is beyond dispute. */
  readonly worse?: 'higher' | 'lower';
  /** Headings under which files carry it, without numbered suffix, in lower case. */
  readonly headings: readonly string[];
}

/** What sort of number an indicator is. */
export function kindOf({ unit, combine }: Indicator): IndicatorKind {
  if (combine.by === 'rate') return 'rate';
  if (combine.by === 'none') return 'class';
  if (combine.by === 'sum') return 'count';
  if (unit === 'percent') return 'percentage';
  return unit === 'km' ? 'distance' : 'mean';
}

/** Whether a number can be a value of the indicator: whole counts, percentages of 100 at most, nothing negative but scores. */
export function isPlausible(indicator: Indicator, value: number): boolean {
  if (indicator.unit === 'score') return true;
  if (value < 0 || (indicator.unit === 'percent' && value > 100)) return false;
  return kindOf(indicator) !== 'count' || Number.isInteger(value);
}
