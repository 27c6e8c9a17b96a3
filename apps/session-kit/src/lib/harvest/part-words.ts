import type { HarvestView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { stepName } from '#lib/texts/session/exercises.ts';

export type Part = HarvestView['steps'][number];

/** What a part of the harvest is called. */
export const partName = (part: Pick<Part, 'id' | 'title' | 'exercise'>): string =>
  part.id === '_brought' ? m.harvest_brought() : stepName(part);

/** How participants judged something, in a word and a shape, by the mean of scores 1 to 5. */
export function judgementOf(mean: number): {
  word: () => string;
  tone: 'success' | 'brand' | 'warning';
  shape: 'dot' | 'square' | 'triangle';
} {
  if (mean >= 4) return { word: m.harvest_evaluation_good, tone: 'success', shape: 'dot' };
  return mean >= 3
    ? { word: m.harvest_evaluation_fair, tone: 'brand', shape: 'square' }
    : { word: m.harvest_evaluation_poor, tone: 'warning', shape: 'triangle' };
}
