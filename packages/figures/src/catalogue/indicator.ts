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
  /** Counts by which whoever reads can work it out: it stands only beside those of its own source. */
  readonly beside?: readonly string[];
  /** Which way is worse for people who live there, where that is beyond dispute. */
  readonly worse?: 'higher' | 'lower';
  /** Highest value of one area, where it is lower than its unit allows. */
  readonly highest?: number;
  /** Headings under which files carry it, without numbered suffix, in lower case. */
  readonly headings: readonly string[];
  /**
   * What municipalities call it in files of their own, in small letters and digits alone, behind them `%` where it has to
   * say so itself: a number of homes or of people has the same name.
   */
  readonly ownHeadings?: readonly string[];
}

/** What sort of number an indicator is. */
export function kindOf({ unit, combine }: Indicator): IndicatorKind {
  if (combine.by === 'rate') return 'rate';
  if (combine.by === 'none') return 'class';
  if (combine.by === 'sum') return 'count';
  if (unit === 'percent') return 'percentage';
  return unit === 'km' ? 'distance' : 'mean';
}

/** Between which numbers a value of the indicator lies, both included; a value outside is in another unit, or a slip. */
export interface PlausibleRange {
  readonly low: number;
  readonly high: number;
  /** Counts and classes are whole. */
  readonly isWhole: boolean;
}

/** Highest value that a unit can have of one area; the country as a whole is the largest. */
const HIGHEST: Readonly<Record<Indicator['unit'], number>> = {
  persons: 50_000_000,
  households: 50_000_000,
  percent: 100,
  // of one home on average, in the dearest of neighbourhoods
  thousand_euro: 10_000,
  km: 300,
  count: 50_000_000,
  per_km2: 200_000,
  per_1000: 100_000,
  persons_per_household: 20,
  score: 100,
};

/** Between which numbers a value of the indicator lies. */
export function plausibleRange(indicator: Indicator): PlausibleRange {
  const { unit, highest = HIGHEST[unit] } = indicator;
  return { low: unit === 'score' ? -highest : 0, high: highest, isWhole: kindOf(indicator) === 'count' };
}
