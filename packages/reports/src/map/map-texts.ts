import type { ReportSnapshot } from '../snapshot.ts';
import type { Texts } from '../texts/texts.ts';

/** Words on a map; a form has none of what a picture of the neighbourhood adds to it. */
export interface MapTexts extends Pick<Texts, 'north' | 'borders' | 'parks'>, Partial<Pick<Texts, 'moreHere'>> {
  readonly legend: Pick<Texts['legend'], 'area' | 'neighbourhood' | 'park'> & Partial<Texts['legend']>;
}

/** Whom a map credits: those whose borders it draws, and of the parks where it has some. Empty where nobody knows. */
export function creditsOf(
  { credit, parks }: Pick<NonNullable<ReportSnapshot['area']>, 'credit' | 'parks'>,
  texts: Pick<Texts, 'borders' | 'parks'>,
): string {
  return [...(credit === null ? [] : [texts.borders(credit)]), ...(parks.length > 0 ? [texts.parks] : [])].join(' ');
}
