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
/** As a session lets it happen: no card under the id of one that is there, no late answer under that of another. */
function possible(all: readonly LiveEvent[]): LiveEvent[] {
  const there = new Set<string>();
  return all.filter((event) => {
    if (event.type === 'CardWithdrawn') return there.delete(event.cardId);
    if (event.type === 'CardsModerated') return event.cardIds.every((id) => there.has(id));
    if (event.type === 'LateAnswerSettled') return there.has(event.lateId);
    const id = event.type === 'CardAdded' ? event.card.id : event.type === 'AnswerCameLate' ? event.late.id : undefined;
    if (id === undefined) return true;
    const isNew = !there.has(id);
    there.add(id);
    return isNew;
  });
}
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
      fc.tuple(voter, fc.string()).map(([name, value]) => given(name, value)),
      voter.map((name): LiveEvent => ({ type: 'AnswerTakenBack', stepId: first, voter: name })),
      fc
        .tuple(voter, fc.boolean())
        .map(([name, ready]): LiveEvent => ({ type: 'ReadySet', stepId: first, voter: name, ready })),
      fc.tuple(voter, fc.nat(3)).map(
        ([name, n]) =>
          ({
            type: 'AnswerCameLate',
            late: { id: `l${n}`, stepId: first, voter: name, answer: `late ${n}` },
          }) as unknown as LiveEvent,
      ),
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
        expect(after.answers).toEqual(foldLive(start, events).answers);
        expect(Object.keys(after.cards).toSorted()).toEqual(Object.keys(foldLive(start, events).cards).toSorted());
      }),
    );
    expect(found).toBeGreaterThan(20);
  });
});
