import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';
import { Meeting, STEPS } from './meeting.testing.ts';

/** No further course is begun after so long. */
const ENOUGH_MS = 10_000;

let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

const stepId = fc.constantFrom(...STEPS.map(({ id }) => id));
const action = fc.oneof(
  {
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      who: fc.nat(1),
      stepId: fc.option(stepId),
      number: fc.nat(30),
    }),
    weight: 6,
  },
  { arbitrary: fc.record({ do: fc.constant('go' as const), stepId }), weight: 3 },
  {
    arbitrary: fc.record({ do: fc.constant('reveal' as const), stepId: fc.option(stepId), on: fc.boolean() }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constant('pry' as const) }), weight: 1 },
);

describe('a hidden step', () => {
  it('[K11] is in no answer of the API before it is revealed, and in the right ones after', async () => {
    const until = Date.now() + ENOUGH_MS;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('professional' as const, 'resident' as const),
        fc.array(action, { minLength: 10, maxLength: 24 }),
        async (lane, actions) => {
          if (Date.now() > until) return;
          const meeting = await Meeting.open(engine, lane);
          try {
            await meeting.go('silent-writing');
            await meeting.give(0, 'silent-writing', 1);
            for (const [index, one] of actions.entries()) {
              if (one.do === 'go') await meeting.go(one.stepId);
              if (one.do === 'give') await meeting.give(one.who, one.stepId ?? meeting.stepId!, one.number);
              if (one.do === 'reveal') await meeting.reveal(one.stepId ?? meeting.stepId!, one.on);
              if (one.do === 'pry') await meeting.pry();
              if (index % 6 === 5) await meeting.looked();
            }
            await meeting.looked();
            await foundOnceRevealed(meeting);
          } finally {
            meeting.end();
          }
        },
      ),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);
});

/** The search would have found it: what came in time is there once it is revealed. */
async function foundOnceRevealed(meeting: Meeting): Promise<void> {
  for (const id of meeting.begun) await meeting.reveal(id, true);
  const all = await meeting.readAll();
  const cards = meeting.given.filter(({ isInTime, cardId }) => isInTime && cardId);
  expect(cards.length).toBeGreaterThan(0);
  const [live, list] = ['facilitator /sessions/', `/lanes/${meeting.lane}/contributions`].map(
    (part) => [...all].find(([what]) => what.startsWith('facilitator') && what.includes(part))![1],
  );
  for (const { word } of cards) expect([live!.includes(word), list!.includes(word)]).toEqual([true, true]);
}
