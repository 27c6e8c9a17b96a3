import { type Card, isBeforeRoom, isHidden, type LiveState } from './live-state.ts';

/** Who looks at a session: each has another projection, made on the server. */
export const AUDIENCES = ['facilitator', 'projector', 'participant'] as const;

/** One of the {@link AUDIENCES}. */
export type Audience = (typeof AUDIENCES)[number];

/** Whether an audience sees a card: nobody while it is hidden, the facilitator what waits, all the others what is shown. */
export function seesCard(state: LiveState, card: Card, audience: Audience): boolean {
  if (isHidden(state, card.stepId)) return false;
  return audience === 'facilitator' || isBeforeRoom(state, card);
}

/** Whether an audience sees what a key points at. */
export function seesKey(state: LiveState, key: string, audience: Audience): boolean {
  const id = key.slice(key.indexOf(':') + 1);
  return key.startsWith('card:')
    ? Boolean(state.cards[id] && seesCard(state, state.cards[id], audience))
    : Boolean(state.clusters[id]);
}
