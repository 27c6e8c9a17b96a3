import type { Theme } from '@buurtbalans/domain';

/** How a figure of several areas together follows from theirs. */
export type Combination =
  /** Counts add up. */
  | { readonly by: 'sum' }
  /** Means and percentages, weighted by another indicator. */
  | { readonly by: 'weighted'; readonly weight: string }
  /** So many per 1,000 of another indicator; not shown below a minimum of it. */
  | { readonly by: 'rate'; readonly numerator: string; readonly denominator: string; readonly per: number; readonly minimum: number };

/** An indicator of the catalogue. */
export interface Indicator {
  readonly id: string;
  readonly theme: Theme;
  readonly name: { readonly nl: string; readonly en: string };
  /** One sentence in plain words (B1). */
  readonly plain: { readonly nl: string; readonly en: string };
  readonly unit: 'persons' | 'households' | 'percent' | 'thousand_euro' | 'km' | 'count' | 'per_km2' | 'per_1000' | 'persons_per_household' | 'score';
  readonly decimals: 0 | 1 | 2 | 3;
  readonly combine: Combination;
  /** Headings under which files carry it, without numbered suffix, in lower case. */
  readonly headings: readonly string[];
}
