import type { Texts } from '../texts/texts.ts';

/** Words on a map; a form has none of what a picture of the neighbourhood adds to it. */
export interface MapTexts extends Pick<Texts, 'north' | 'borders'>, Partial<Pick<Texts, 'moreHere'>> {
  readonly legend: Pick<Texts['legend'], 'area' | 'neighbourhood' | 'park'> & Partial<Texts['legend']>;
}
