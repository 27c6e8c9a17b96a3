import { emptyLive, type LiveEvent, scriptOf } from '@buurtbalans/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLive, type StoredLiveEvent } from './live-snapshot.ts';
import { newOrder } from './new-order.ts';

const steps = scriptOf('first_session');
const start = emptyLive('resident', steps);
const [first, second] = [steps[0]!.id, steps[1]!.id];
const stored = (events: readonly (LiveEvent | null)[]): StoredLiveEvent[] =>
  events.map((event, index) => ({ seq: index + 1, commandId: `c${index}`, event }));
const card = (id: string, stepId = first): LiveEvent =>
  ({
    type: 'CardAdded',
    card: {
      id,
      stepId,
      kind: 'signal',
      theme: 'housing',
      text: id,
      place: null,
      parentId: null,
      moderation: 'waiting',
      late: false,
    },
  }) as unknown as LiveEvent;
const given = (voter: string, value: string): LiveEvent =>
  ({ type: 'AnswerGiven', stepId: first, voter, answer: value, language: 'nl' }) as unknown as LiveEvent;
/** Under which id something new is written. */
function idOf(event: LiveEvent): string | undefined {
  if (event.type === 'CardAdded') return event.card.id;
  if (event.type === 'NoteParked') return event.note.id;
  return event.type === 'AnswerCameLate' ? event.late.id : undefined;
}
/** As a session lets it happen: no card, note or late answer under the id of one that is there. */
function possible(all: readonly LiveEvent[]): LiveEvent[] {
  const there = new Set<string>();
  return all.filter((event) => {
    if (event.type === 'CardWithdrawn') return there.delete(event.cardId);
    if (event.type === 'CardsModerated') return event.cardIds.every((id) => there.has(id));
    if (event.type === 'LateAnswerSettled') return there.has(event.lateId);
    if (event.type === 'NoteResolved') return there.has(event.noteId);
    const id = idOf(event);
    if (id === undefined) return true;
    const isNew = !there.has(id);
    there.add(id);
    return isNew;
  });
}
const note = (id: string): LiveEvent => ({ type: 'NoteParked', note: { id, text: id } }) as unknown as LiveEvent;
const late = (id: string, voter: string): LiveEvent =>
  ({ type: 'AnswerCameLate', late: { id, stepId: first, voter, answer: id } }) as unknown as LiveEvent;
const namesOf = (order: readonly StoredLiveEvent[]): string[] => order.map(({ commandId }) => commandId);

describe('another order of what was written', () => {
  it('[P40] keeps cards of a step together and before what is done with them', () => {
    const events = stored([
      card('a'),
      { type: 'CardsModerated', cardIds: ['a'], to: 'shown' },
      card('b'),
      { type: 'StepBegun', stepId: second, clock: null },
      card('c', second),
    ]);
    expect(new Set(namesOf(newOrder(start, events)!).slice(0, 2))).toEqual(new Set(['c0', 'c2']));
    expect(namesOf(newOrder(start, events)!).slice(2)).toEqual(['c1', 'c3', 'c4']);
  });

  it('[P40] forgets in which order a facilitator showed cards one by one, but not what was done last with one', () => {
    const shown = (id: string, to: 'shown' | 'removed'): LiveEvent => ({ type: 'CardsModerated', cardIds: [id], to });
    const ids = Array.from({ length: 40 }, (_, index) => `k${index}`);
    const events = stored([
      ...ids.flatMap((id) => [card(id), shown(id, 'removed')]),
      ...ids.map((id) => shown(id, 'shown')),
    ]);
    const order = newOrder(start, events)!;
    const last = order.slice(-40).flatMap(({ event }) => (event?.type === 'CardsModerated' ? event.cardIds : []));
    expect(last).not.toEqual(ids);
    expect(new Set(Object.values(foldLive(start, order).cards).map(({ moderation }) => moderation))).toEqual(
      new Set(['shown']),
    );
  });

  it('[P40] forgets in which order notes, texts and late answers were handled, as it does of cards', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `k${index}`);
    const events = stored([
      ...ids.flatMap((id): LiveEvent[] => [note(id), { type: 'CardsModerated', cardIds: [id], to: 'shown' }]),
      ...ids.map((noteId): LiveEvent => ({ type: 'NoteResolved', noteId, resolution: noteId })),
      ...ids.map((text): LiveEvent => ({ type: 'TextModerated', stepId: first, text, to: 'removed' })),
      ...ids.map((text): LiveEvent => ({ type: 'TextModerated', stepId: first, text, to: 'shown' })),
      ...ids.flatMap((id): LiveEvent[] => [late(id, id), { type: 'LateAnswerSettled', lateId: id, on: true }]),
    ]);
    const order = newOrder(start, events)!;
    const of = (read: (event: LiveEvent) => string | false | undefined) =>
      order.flatMap(({ event }) => (event && read(event)) || []);
    for (const told of [
      of((event) => event.type === 'CardsModerated' && event.cardIds[0]),
      of((event) => event.type === 'NoteResolved' && event.noteId),
      of((event) => event.type === 'TextModerated' && event.to === 'shown' && event.text),
      of((event) => event.type === 'LateAnswerSettled' && event.lateId),
    ]) {
      expect(told.toSorted()).toEqual(ids.toSorted());
      expect(told).not.toEqual(ids);
    }
    const after = foldLive(start, order);
    expect(new Set(Object.values(after.texts[first]!))).toEqual(new Set(['shown']));
  });

  it('[P40] knows who came back as there, and shuffles cards of a meeting that has no other order as a whole', () => {
    const seat = (type: 'Arrived' | 'Left', voter: string): LiveEvent =>
      ({ type, voter, organisationId: null }) as unknown as LiveEvent;
    const ids = Array.from({ length: 40 }, (_, index) => `k${index}`);
    const cards = ids.map((id) => card(id));
    const cameBack = stored([seat('Arrived', 'a'), seat('Left', 'a'), ...cards, seat('Arrived', 'a')]);
    expect(foldLive(start, newOrder(start, cameBack)!).left).toEqual({});
    // the approval lapsed by an answer that was taken back: earlier it would not have
    const written = { type: 'MinutesWritten', summary: '', notes: {}, omitted: [], approved: true } as const;
    const lapsed = stored([
      given('a', 'x'),
      ...cards,
      written,
      { type: 'AnswerTakenBack', stepId: first, voter: 'a' },
      given('b', 'x'),
    ]);
    const order = newOrder(start, lapsed)!;
    expect(order.flatMap(({ event }) => (event?.type === 'CardAdded' ? [event.card.id] : []))).not.toEqual(ids);
    expect(foldLive(start, order).minutes.stands).toBe(false);
  });

  it('[P40] leaves what was withdrawn without a place among the cards', () => {
    const events = stored([card('a'), null, card('b'), null]);
    expect(namesOf(newOrder(start, events)!).slice(2).toSorted()).toEqual(['c1', 'c3']);
  });

  it('[P40] comes to the same, whatever was done: the last answer of each counts, also where one was admitted late', () => {
    const voter = fc.constantFrom('v1', 'v2', 'v3');
    const event = fc.oneof(
      fc.nat(20).map((n) => card(`k${n}`)),
      fc.nat(20).map((n): LiveEvent => ({ type: 'CardWithdrawn', cardId: `k${n}` })),
      fc.nat(20).map((n): LiveEvent => ({ type: 'CardsModerated', cardIds: [`k${n}`], to: 'removed' })),
      voter.map((name): LiveEvent => ({ type: 'Arrived', voter: name, organisationId: null })),
      voter.map((name): LiveEvent => ({ type: 'Left', voter: name })),
      fc.nat(3).map((n) => note(`n${n}`)),
      fc
        .tuple(fc.nat(3), fc.string())
        .map(([n, resolution]): LiveEvent => ({ type: 'NoteResolved', noteId: `n${n}`, resolution })),
      fc.tuple(fc.nat(3), fc.boolean()).map(([n, isShown]): LiveEvent => ({
        type: 'TextModerated',
        stepId: first,
        text: `t${n}`,
        to: isShown ? 'shown' : 'removed',
      })),
      fc.tuple(voter, fc.string()).map(([name, value]) => given(name, value)),
      voter.map((name): LiveEvent => ({ type: 'AnswerTakenBack', stepId: first, voter: name })),
      fc
        .tuple(voter, fc.boolean())
        .map(([name, ready]): LiveEvent => ({ type: 'ReadySet', stepId: first, voter: name, ready })),
      fc.tuple(voter, fc.nat(3)).map(([name, n]) => late(`l${n}`, name)),
      fc.nat(3).map((n): LiveEvent => ({ type: 'LateAnswerSettled', lateId: `l${n}`, on: true })),
    );
    let found = 0;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (all) => {
        const events = stored(possible(all));
        const order = newOrder(start, events)!;
        expect(order).toBeDefined();
        found += 1;
        expect(namesOf(order).toSorted()).toEqual(namesOf(events).toSorted());
        const after = foldLive(
          start,
          order.map((one, index) => ({ ...one, seq: index + 1 })),
        );
        for (const part of ['answers', 'left', 'notes', 'texts'] as const)
          expect(after[part]).toEqual(foldLive(start, events)[part]);
        expect(Object.keys(after.cards).toSorted()).toEqual(Object.keys(foldLive(start, events).cards).toSorted());
      }),
    );
    expect(found).toBeGreaterThan(20);
  });
});
