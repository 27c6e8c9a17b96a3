import { type CardView, FIST_TO_FIVE, usualStep } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { lateOf, waitingOf } from './waiting.ts';

const card = (id: string, changes: Partial<CardView> = {}): CardView => ({
  id,
  seq: 1,
  stepId: 'writing',
  kind: 'signal',
  theme: 'youth',
  text: `text of ${id}`,
  place: null,
  organisationId: null,
  parentId: null,
  language: 'nl',
  translation: null,
  moderation: 'shown',
  late: false,
  clusterId: null,
  ...changes,
});
const result = (texts: { text: string; moderation: 'waiting' | 'shown' | 'removed' }[]) => ({
  stepId: 'agree',
  ready: 0,
  given: 2,
  result: { answered: 2, items: [], scale: null, heard: null, texts: texts.map((text) => ({ ...text, count: 1 })) },
});
const known = {
  cards: [
    card('one'),
    card('two', { moderation: 'waiting' }),
    card('three', { moderation: 'waiting', late: true }),
    card('four', { moderation: 'removed' }),
  ],
  notes: [{ id: 'n', text: 'parked', language: 'nl' as const, resolution: null, moderation: 'waiting' as const }],
  late: [
    { id: 'three', stepId: 'writing', kind: 'card' as const },
    { id: 'answer', stepId: 'agree', kind: 'answer' as const },
  ],
  steps: [usualStep('writing', 'silent_writing'), usualStep('agree', FIST_TO_FIVE)],
  step: (stepId: string) =>
    stepId === 'agree'
      ? result([
          { text: 'tijd', moderation: 'waiting' },
          { text: 'geld', moderation: 'shown' },
        ])
      : null,
};

describe('what waits for the facilitator', () => {
  it('is cards, parked points and texts of answers that are not before the room', () => {
    expect(waitingOf(known).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['card two', 'note n', 'text agree:tijd']);
  });

  it('names the step and the card of what came late', () => {
    expect(lateOf(known).map(({ step, card: found }) => [step?.id, found?.text])).toEqual([
      ['writing', 'text of three'],
      ['agree', undefined],
    ]);
  });
});
