import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LiveEvent, LiveState } from '@buurtbalans/domain';
import { foldLive, type StoredLiveEvent } from './live-snapshot.ts';

/** Where an event may go: among others of its kind, whose order is of chance, but behind and before those of its owner. */
interface Turn {
  readonly kind: Kind;
  /** Which of that kind: of a step, where it is of one. */
  readonly of: string;
  /** Whose order among its kind has to stay: the last answer of a participant counts, and what was done last with a card. */
  readonly owner: string;
}

/** Kinds whose order tells who wrote before whom: what participants sent, and what a facilitator then did with it one by one. */
const KINDS = [
  'withdrawn',
  'card',
  'seat',
  'note',
  'late',
  'card done',
  'note done',
  'text done',
  'answer',
  'late done',
] as const;
type Kind = (typeof KINDS)[number];

/** Of which events the order tells who wrote what, as participants sent them. */
function ofParticipants({ event, seq }: StoredLiveEvent): Turn | undefined {
  const owner = event && 'voter' in event ? event.voter : String(seq);
  switch (event?.type) {
    case undefined:
      return { kind: 'withdrawn', of: '', owner };
    // whoever came back is there: their coming and going belong together
    case 'Arrived':
    case 'Left':
      return { kind: 'seat', of: '', owner };
    case 'NoteParked':
      return { kind: 'note', of: '', owner };
    case 'CardAdded':
      return { kind: 'card', of: event.card.stepId ?? '', owner };
    case 'AnswerCameLate':
      return { kind: 'late', of: event.late.stepId, owner };
    case 'AnswerGiven':
    case 'AnswerTakenBack':
    case 'ReadySet':
      return { kind: 'answer', of: event.stepId, owner };
    default:
      return undefined;
  }
}

/** Whether somebody may have taken part in it. */
export const isOfParticipants = (stored: StoredLiveEvent): boolean => ofParticipants(stored) !== undefined;

/** The one card or note that a facilitator did something with: they mostly come to it in the order in which it was written. */
function handled(event: LiveEvent | null): string | undefined {
  if (event?.type === 'CardTranslated' || event?.type === 'CardAdmitted') return event.cardId;
  if (event?.type === 'NoteResolved') return event.noteId;
  return event?.type === 'CardsModerated' && event.cardIds.length === 1 ? event.cardIds[0] : undefined;
}

/**
 * The same events in an order that comes to the same state and no longer tells who wrote before whom. What a step took
 * lies together, where its first was. Each still has its old position. Undefined when no such order was found.
 *
 * @param start the session in which nothing happened yet
 */
export function newOrder(start: LiveState, events: readonly StoredLiveEvent[]): StoredLiveEvent[] | undefined {
  const wanted = essence(foldLive(start, events));
  const turns = turnsOf(events);
  const orderOf = (kinds: readonly Kind[]): StoredLiveEvent[] | undefined => {
    const order = rearranged(events, turns, kinds);
    return isDeepStrictEqual(essence(foldLive(start, placed(order, events))), wanted) ? order : undefined;
  };
  const whole = orderOf(KINDS);
  if (whole) return whole;
  // an answer that was admitted late can have come between two others, many cards moderated at once between one and the
  // other: those kinds stay where they are, all others do not
  let found: StoredLiveEvent[] | undefined;
  let fit: readonly Kind[] = [];
  for (const kind of KINDS) {
    const order = orderOf([...fit, kind]);
    if (order) [found, fit] = [order, [...fit, kind]];
  }
  // what residents wrote on cards is what this is about
  return fit.includes('card') ? found : undefined;
}

type TurnOf = (stored: StoredLiveEvent) => Turn | undefined;

function turnsOf(events: readonly StoredLiveEvent[]): TurnOf {
  const all = events.map(({ event }) => event);
  // one that came again under the id of a card that was taken back stays behind it
  const takenBack = new Set(all.flatMap((event) => (event?.type === 'CardWithdrawn' ? [event.cardId] : [])));
  const steps = new Map(
    all.flatMap((event) => (event?.type === 'CardAdded' ? [[event.card.id, event.card.stepId ?? ''] as const] : [])),
  );
  const notes = new Set(all.flatMap((event) => (event?.type === 'NoteParked' ? [event.note.id] : [])));
  const late = new Map(
    all.flatMap((event) => (event?.type === 'AnswerCameLate' ? [[event.late.id, event.late] as const] : [])),
  );
  const done = (event: LiveEvent): Turn | undefined => {
    const id = handled(event);
    if (id !== undefined && steps.has(id)) return { kind: 'card done', of: steps.get(id)!, owner: id };
    if (id !== undefined && notes.has(id)) return { kind: 'note done', of: '', owner: id };
    if (event.type === 'TextModerated') return { kind: 'text done', of: event.stepId, owner: event.text };
    const settled = event.type === 'LateAnswerSettled' ? late.get(event.lateId) : undefined;
    return settled && { kind: 'late done', of: settled.stepId, owner: settled.voter };
  };
  // what comes after minutes that were approved takes their approval back
  const approved = events.find(({ event }) => event?.type === 'MinutesWritten' && event.approved)?.seq ?? Infinity;
  return (stored) => {
    const { event, seq } = stored;
    const card = event?.type === 'CardAdded' ? event.card.id : handled(event);
    if (card !== undefined && takenBack.has(card)) return undefined;
    return ofParticipants(stored) ?? (event && seq < approved ? done(event) : undefined);
  };
}

function rearranged(events: readonly StoredLiveEvent[], turns: TurnOf, kinds: readonly Kind[]): StoredLiveEvent[] {
  const among = new Map<StoredLiveEvent, Turn>();
  for (const stored of events) {
    const turn = turns(stored);
    if (turn && kinds.includes(turn.kind)) among.set(stored, turn);
  }
  const together = Map.groupBy(events, (stored) => {
    const turn = among.get(stored);
    return turn ? `${turn.kind} ${turn.of}` : stored;
  });
  return [...together.values()].flatMap((alike) =>
    alike.length > 1 ? shuffled(alike, (stored) => among.get(stored)!.owner) : alike,
  );
}

/** Events at the places of others, by their position. */
const placed = (order: readonly StoredLiveEvent[], events: readonly StoredLiveEvent[]): StoredLiveEvent[] =>
  order.map((stored, index) => ({ ...stored, seq: events[index]!.seq }));

/** Shuffled, but what one did stays in its order. */
function shuffled(alike: readonly StoredLiveEvent[], ownerOf: (stored: StoredLiveEvent) => string): StoredLiveEvent[] {
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
