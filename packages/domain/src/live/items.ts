import { ITEM_LIMIT, judges, type Step } from './exercise.ts';
import { isBeforeRoom, type LiveState } from './live-state.ts';

/**
 * Keys of what is judged in a step: its options, or what lies before the room as clusters and the cards outside them,
 * or the cards alone. In the order of the session, at most {@link ITEM_LIMIT}.
 */
export function itemsOf(state: LiveState, step: Step): string[] {
  if (step.items === 'options') return step.options.map((_, index) => `option:${index}`);
  const cards = Object.values(state.cards).filter((card) => isBeforeRoom(state, card) && card.parentId === null);
  const clusters = step.items === 'clusters' ? Object.values(state.clusters) : [];
  const inside = new Set(clusters.flatMap(({ cardIds }) => cardIds));
  const keys = [
    ...clusters.map(({ id }) => `cluster:${id}`),
    ...cards.filter(({ id }) => !inside.has(id)).map(({ id }) => `card:${id}`),
  ];
  return keys.slice(0, ITEM_LIMIT);
}

/** What is judged in a step, in words and in the order of {@link itemsOf}: options, titles of clusters, texts of cards. */
export function itemTexts(state: LiveState, step: Step): string[] {
  if (!judges(step.exercise)) return [];
  return itemsOf(state, step).map((key) => {
    const id = key.slice(key.indexOf(':') + 1);
    if (key.startsWith('option:')) return step.options[Number(id)] ?? '';
    if (key.startsWith('cluster:')) return state.clusters[id]?.title ?? '';
    return state.cards[id]?.translation ?? state.cards[id]?.text ?? '';
  });
}
