import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LiveEvent, LiveState } from '@buurtbalans/domain';
import { foldLive, type StoredLiveEvent } from './live-snapshot.ts';

/** Of which events the order tells who wrote what; those of one kind come together, in an order of chance. */
function kindOf({ event }: StoredLiveEvent): string | undefined {
  switch (event?.type) {
    case undefined:
      return 'withdrawn';
    case 'Arrived':
    case 'NoteParked':
      return event.type;
    case 'CardAdded':
      return `CardAdded ${event.card.stepId}`;
    case 'AnswerCameLate':
      return `AnswerCameLate ${event.late.stepId}`;
    case 'AnswerGiven':
    case 'AnswerTakenBack':
    case 'ReadySet':
      return `answered ${event.stepId}`;
    default:
      return undefined;
  }
}

/** What one participant did in a step keeps its order, for the last answer counts. */
const voterOf = (event: LiveEvent | null, seq: number): string =>
  event && 'voter' in event ? event.voter : String(seq);

/** Whether somebody may have taken part in it since. */
export const isOfParticipants = (stored: StoredLiveEvent): boolean => kindOf(stored) !== undefined;

/**
 * The same events in an order that comes to the same state and no longer tells who wrote before whom. What a step took
 * lies together, where its first was. Each still has its old position. Undefined when no such order was found.
 *
 * @param start the session in which nothing happened yet
 */
export function newOrder(start: LiveState, events: readonly StoredLiveEvent[]): StoredLiveEvent[] | undefined {
  const wanted = essence(foldLive(start, events));
  // one that came again under the id of a card that was taken back stays behind it
  const takenBack = new Set(events.flatMap(({ event }) => (event?.type === 'CardWithdrawn' ? [event.cardId] : [])));
  const moving = (stored: StoredLiveEvent): string | undefined =>
    stored.event?.type === 'CardAdded' && takenBack.has(stored.event.card.id) ? undefined : kindOf(stored);
  const withoutAnswers = (kind: string | undefined): string | undefined =>
    kind?.startsWith('answered') ? undefined : kind;
  // an answer that was admitted late can have come between two others: then answers stay as they are
  return [moving, (stored: StoredLiveEvent) => withoutAnswers(moving(stored))]
    .map((kind) => rearranged(events, kind))
    .find((order) => isDeepStrictEqual(essence(foldLive(start, placed(order, events))), wanted));
}

function rearranged(
  events: readonly StoredLiveEvent[],
  kind: (stored: StoredLiveEvent) => string | undefined,
): StoredLiveEvent[] {
  const together = Map.groupBy(events, (stored) => kind(stored) ?? stored);
  const order = [...together.values()].flatMap((alike) => (alike.length > 1 ? shuffled(alike) : alike));
  return order;
}

/** Events at the places of others, by their position. */
const placed = (order: readonly StoredLiveEvent[], events: readonly StoredLiveEvent[]): StoredLiveEvent[] =>
  order.map((stored, index) => ({ ...stored, seq: events[index]!.seq }));

/** Shuffled, but what one participant did stays in its order. */
function shuffled(alike: readonly StoredLiveEvent[]): StoredLiveEvent[] {
  const turns = alike.map(({ event, seq }) => voterOf(event, seq));
  const own = Map.groupBy(alike, ({ event, seq }) => voterOf(event, seq));
  for (let index = turns.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [turns[index], turns[other]] = [turns[other]!, turns[index]!];
  }
  const taken = new Map<string, number>();
  return turns.map((voter) => {
    const next = taken.get(voter) ?? 0;
    taken.set(voter, next + 1);
    return own.get(voter)![next]!;
  });
}

/** A state without what is only order. */
function essence(state: LiveState): unknown {
  return {
    ...state,
    cards: Object.fromEntries(Object.entries(state.cards).map(([id, card]) => [id, { ...card, seq: 0 }])),
    suspects: Object.fromEntries(Object.entries(state.suspects).map(([step, voters]) => [step, voters.toSorted()])),
  };
}
