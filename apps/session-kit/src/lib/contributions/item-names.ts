import type { CardView, Step } from '@buurtbalans/domain';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';

/** The text of a card for this reader: as it was written where that is the reader's own language, or else its Dutch version. */
export const cardText = ({ text, translation, language }: CardView): string =>
  language === getLocale() ? text : (translation ?? text);

/** The text of a card as the whole room reads it: its Dutch version, or as it was written. */
export const roomText = ({ text, translation }: CardView): string => translation ?? text;

/** Name of what a key points at: an option of the step, a cluster's title or a card's text; empty when it is gone. */
export function itemName(
  live: LiveSession,
  key: string,
  step: Step | null,
  textOf: (card: CardView) => string = roomText,
): string {
  const at = key.indexOf(':') + 1;
  if (key.startsWith('option:')) return step?.options[Number(key.slice(at))] ?? '';
  if (key.startsWith('cluster:')) return live.clusters.find(({ id }) => id === key.slice(at))?.title ?? '';
  const card = live.cards.find(({ id }) => id === key.slice(at));
  return card ? textOf(card) : '';
}
