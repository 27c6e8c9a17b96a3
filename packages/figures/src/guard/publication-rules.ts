/** How a publisher treats small numbers; what partners bring in is guarded at least as well. */
export interface PublicationRule {
  readonly publisher: 'CBS' | 'Gemeente Amsterdam';
  readonly subject: string;
  /** Counts are rounded to a multiple of this. */
  readonly roundedTo?: number;
  /** Not published below this many of `per`. */
  readonly minimum?: {
    readonly count: number;
    readonly per: 'residents' | 'dwellings' | 'objects' | 'persons_with_income' | 'persons';
  };
  /** A value in this range is published as the one given, or not at all (`null`). */
  readonly replaced?: { readonly from: number; readonly to: number; readonly by: number | null };
}

/** Rules of the publishers whose figures the product shows, from their own explanations of the tables. */
export const publicationRules: readonly PublicationRule[] = [
  { publisher: 'CBS', subject: 'population', roundedTo: 5 },
  { publisher: 'CBS', subject: 'density', minimum: { count: 10, per: 'residents' } },
  { publisher: 'CBS', subject: 'housing_percentages', minimum: { count: 20, per: 'dwellings' } },
  { publisher: 'CBS', subject: 'property_value', minimum: { count: 20, per: 'dwellings' } },
  { publisher: 'CBS', subject: 'property_value', minimum: { count: 50, per: 'objects' } },
  { publisher: 'CBS', subject: 'energy', roundedTo: 50, minimum: { count: 6, per: 'dwellings' } },
  { publisher: 'CBS', subject: 'labour', minimum: { count: 150, per: 'persons' } },
  { publisher: 'CBS', subject: 'income', minimum: { count: 100, per: 'persons_with_income' } },
  { publisher: 'CBS', subject: 'youth_care_and_support', roundedTo: 5, replaced: { from: 0, to: 7, by: null } },
  { publisher: 'Gemeente Amsterdam', subject: 'key_figures', replaced: { from: 1, to: 4, by: 5 } },
  { publisher: 'Gemeente Amsterdam', subject: 'key_percentages', replaced: { from: 90, to: 100, by: 90 } },
];
