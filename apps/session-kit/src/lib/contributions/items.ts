import type { Step } from '@buurtbalans/domain';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';

/** Name of what a key points at: an option of the step, a cluster's title or a card's text; empty when it is gone. */
export function itemName(live: LiveSession, key: string, step: Step | null): string {
  const at = key.indexOf(':') + 1;
  if (key.startsWith('option:')) return step?.options[Number(key.slice(at))] ?? '';
  if (key.startsWith('cluster:')) return live.clusters.find(({ id }) => id === key.slice(at))?.title ?? '';
  const card = live.cards.find(({ id }) => id === key.slice(at));
  return card?.translation ?? card?.text ?? '';
}
