import { FIST_TO_FIVE } from '@buurtbalans/domain/exercise-names';
import { type Answer, type LiveCommandInput, wordsOf } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import type { Unsent } from '#lib/line/outbox.ts';
import type { OwnCard } from './participant-store.ts';
import { answerWords, leftBehind, progressOfAnswer, progressOfCard, refusedElsewhere } from './own-progress.ts';

const card: OwnCard = {
  id: 'one',
  commandId: 'c',
  stepId: 'silent',
  kind: 'signal',
  theme: 'youth',
  text: 'Een bankje',
  place: null,
  parentId: null,
  confirmed: false,
  state: 'sending',
  problem: null,
};
const problem = { type: '', title: 'Nee', status: 409, detail: '', code: 'SESSION.NOT_OPEN', details: {} };
const queued = (command: LiveCommandInput, state: Unsent['state']): Unsent => ({
  commandId: 'c',
  command,
  state,
  problem: state === 'refused' ? problem : null,
});
const adding: LiveCommandInput = {
  type: 'AddCard',
  cardId: 'one',
  stepId: 'silent',
  kind: 'signal',
  theme: 'youth',
  text: 'Een bankje',
};
const dots = (key: string): LiveCommandInput => ({
  type: 'GiveAnswer',
  stepId: 'dots',
  answer: { exercise: 'dots', dots: { [key]: 1 } },
});
const answer = { answer: { exercise: 'dots', dots: {} }, state: 'sending', problem: null } as const;

describe('how far an own card is', () => {
  it('is what the queue says, for as long as it stands there', () => {
    expect(progressOfCard(card, [queued(adding, 'waiting')]).state).toBe('waiting');
    expect(progressOfCard(card, [queued(adding, 'refused')])).toEqual({ state: 'refused', problem });
    expect(progressOfCard({ ...card, state: 'kept' }, [], [{ id: 'two' }])).toEqual({ state: 'kept', problem: null });
  });

  it('is sent once what came late lies in the room', () => {
    expect(progressOfCard({ ...card, state: 'kept' }, [], [{ id: 'one' }])).toEqual({ state: 'sent', problem: null });
  });
});

describe('how far an own answer is', () => {
  it('is that of the last one on its way', () => {
    expect(
      progressOfAnswer(answer, 'dots', [queued(dots('option:0'), 'refused'), queued(dots('option:1'), 'waiting')])
        ?.state,
    ).toBe('waiting');
    expect(progressOfAnswer(answer, 'other', [queued(dots('option:0'), 'waiting')])?.state).toBe('sending');
    expect(progressOfAnswer(undefined, 'dots', [queued(dots('option:0'), 'waiting')])).toBeNull();
  });

  it('is a draft again once it was changed', () => {
    expect(progressOfAnswer({ ...answer, state: 'draft' }, 'dots', [queued(dots('option:0'), 'waiting')])?.state).toBe(
      'draft',
    );
  });
});

it('[H8] tells what would be lost: what waits, what was refused and waits for its author, and what was begun', () => {
  const nothing = { cards: [], answers: {} };
  expect(leftBehind(nothing, [], 0)).toBeNull();
  expect(leftBehind({ ...nothing, cards: [{ ...card, state: 'sent' }] }, [], 0)).toBeNull();
  expect(leftBehind(nothing, [queued({ type: 'Arrive' }, 'refused')], 0)).toBeNull();
  expect(leftBehind(nothing, [queued(adding, 'waiting')], 1)).toBe('unsent');
  expect(leftBehind(nothing, [queued({ type: 'ParkNote', noteId: 'n', text: 'Later' }, 'refused')], 0)).toBe('left');
  expect(leftBehind({ ...nothing, cards: [{ ...card, state: 'refused' }] }, [], 0)).toBe('left');
  expect(leftBehind({ ...nothing, answers: { dots: { ...answer, state: 'refused' } } }, [], 0)).toBe('left');
  expect(leftBehind(nothing, [], 1)).toBe('left');
});

it('shows refused things of other steps too, with their text, and nothing twice', () => {
  const refused = [
    queued(adding, 'refused'),
    queued(dots('option:0'), 'refused'),
    queued({ type: 'ParkNote', noteId: 'n', text: 'Later' }, 'refused'),
    queued(dots('option:1'), 'waiting'),
  ];
  const types = (cards: OwnCard[], stepId: string) =>
    refusedElsewhere(refused, cards, stepId).map(({ command }) => command.type);
  expect(types([card], 'dots')).toEqual(['ParkNote']);
  expect(types([], 'silent')).toEqual(['AddCard', 'GiveAnswer', 'ParkNote']);
});

it('finds the same words in an answer as the domain does', () => {
  const answers: Answer[] = [
    { exercise: 'check_in', word: 'blij', scale: null },
    { exercise: FIST_TO_FIVE, fingers: 1, need: 'eerst praten' },
    { exercise: 'evaluation', useful: 4, heard: 5, sentence: 'dank' },
    { exercise: 'dots', dots: {} },
  ];
  expect(answers.map(answerWords)).toEqual(['blij', 'eerst praten', 'dank', '']);
  expect(answers.map(answerWords)).toEqual(answers.map(wordsOf));
});
