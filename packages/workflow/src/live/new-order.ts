import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LiveEvent, LiveState } from '@buurtbalans/domain';
import { foldLive, type StoredLiveEvent } from './live-snapshot.ts';

/** Events that come together in an order of chance, by their kind; undefined for those that stay where they are. */
type KindOf = (stored: StoredLiveEvent) => string | undefined;

/** Of which events the order tells who wrote what, as participants sent them. */
const ofParticipants: KindOf = ({ event }) => {
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
};

/** Whether somebody may have taken part in it. */
export const isOfParticipants = (stored: StoredLiveEvent): boolean => ofParticipants(stored) !== undefined;

/** The one card that a facilitator did something with: they mostly come to it in the order in which it was written. */
function handledCard(event: LiveEvent | null): string | undefined {
  if (event?.type === 'CardTranslated' || event?.type === 'CardAdmitted') return event.cardId;
  return event?.type === 'CardsModerated' && event.cardIds.length === 1 ? event.cardIds[0] : undefined;
}

/** Whose order among its kind has to stay: the last answer of a participant counts, and what was done last with a card. */
const ownerOf = ({ event, seq }: StoredLiveEvent): string =>
  handledCard(event) ?? (event && 'voter' in event ? event.voter : String(seq));

/**
 * The same events in an order that comes to the same state and no longer tells who wrote before whom. What a step took
 * lies together, where its first was. Each still has its old position. Undefined when no such order was found.
 *
 * @param start the session in which nothing happened yet
 */
export function newOrder(start: LiveState, events: readonly StoredLiveEvent[]): StoredLiveEvent[] | undefined {
  const wanted = essence(foldLive(start, events));
  const isSame = (order: readonly StoredLiveEvent[]): boolean =>
    isDeepStrictEqual(essence(foldLive(start, placed(order, events))), wanted);
  const kinds = kindsIn(events);
  // an answer that was admitted late can have come between two others, many cards moderated at once between one and the other
  return [kinds, without(kinds, 'handled'), without(kinds, 'answered'), without(without(kinds, 'handled'), 'answered')]
    .map((kindOf) => rearranged(events, kindOf))
    .find(isSame);
}

function kindsIn(events: readonly StoredLiveEvent[]): KindOf {
  // one that came again under the id of a card that was taken back stays behind it
  const takenBack = new Set(events.flatMap(({ event }) => (event?.type === 'CardWithdrawn' ? [event.cardId] : [])));
  const steps = new Map(
    events.flatMap(({ event }) => (event?.type === 'CardAdded' ? [[event.card.id, event.card.stepId] as const] : [])),
  );
  // what comes after minutes that were approved takes their approval back
  const approved = events.find(({ event }) => event?.type === 'MinutesWritten' && event.approved)?.seq ?? Infinity;
  return (stored) => {
    const { event, seq } = stored;
    const card = event?.type === 'CardAdded' ? event.card.id : handledCard(event);
    if (card !== undefined && takenBack.has(card)) return undefined;
    if (card === undefined || event?.type === 'CardAdded') return ofParticipants(stored);
    return steps.has(card) && seq < approved ? `handled ${steps.get(card)}` : undefined;
  };
}

const without =
  (kindOf: KindOf, what: string): KindOf =>
  (stored) => {
    const kind = kindOf(stored);
    return kind?.startsWith(what) ? undefined : kind;
  };

function rearranged(events: readonly StoredLiveEvent[], kindOf: KindOf): StoredLiveEvent[] {
  const together = Map.groupBy(events, (stored) => kindOf(stored) ?? stored);
  return [...together.values()].flatMap((alike) => (alike.length > 1 ? shuffled(alike) : alike));
}

/** Events at the places of others, by their position. */
const placed = (order: readonly StoredLiveEvent[], events: readonly StoredLiveEvent[]): StoredLiveEvent[] =>
  order.map((stored, index) => ({ ...stored, seq: events[index]!.seq }));

/** Shuffled, but what one did stays in its order. */
function shuffled(alike: readonly StoredLiveEvent[]): StoredLiveEvent[] {
  const turns = alike.map(ownerOf);
  const own = new Map([...Map.groupBy(alike, ownerOf)].map(([owner, theirs]) => [owner, theirs.values()]));
  for (let index = turns.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [turns[index], turns[other]] = [turns[other]!, turns[index]!];
  }
  return turns.map((owner) => own.get(owner)!.next().value!);
}

/** A state without what is only order. */
function essence(state: LiveState): unknown {
  return {
    ...state,
    cards: Object.fromEntries(Object.entries(state.cards).map(([id, card]) => [id, { ...card, seq: 0 }])),
    suspects: Object.fromEntries(Object.entries(state.suspects).map(([step, voters]) => [step, voters.toSorted()])),
  };
}
