import { emptyLive, type LiveState, projectLive, tallyOf, usualStep } from '@buurtbalans/domain';
import { expect, it } from 'vitest';
import { stepFrom } from './step-from.ts';

const dots = usualStep('dots-1', 'dots', { hidden: false, items: 'options', options: ['Een', 'Twee', 'Drie'] });
const words = usualStep('check-in-2', 'check_in');
const state: LiveState = {
  ...emptyLive('resident', [dots, words]),
  begun: ['dots-1', 'check-in-2'],
  stepId: 'dots-1',
  answers: {
    'dots-1': {
      a: { exercise: 'dots', dots: { 'option:2': 3 } },
      b: { exercise: 'dots', dots: { 'option:1': 1, 'option:2': 1 } },
    },
    'check-in-2': {
      a: { exercise: 'check_in', word: 'benieuwd', scale: null },
      b: { exercise: 'check_in', word: 'moe', scale: null },
    },
  },
};

it('[K4] shows a step as it was counted, though each item and text came by itself', () => {
  const entries = projectLive(state, 'open', 'facilitator');
  expect(entries.get('item:dots-1:option:2')).toMatchObject({ points: 4, voters: 2 });
  expect(stepFrom(entries, 'dots-1')?.result).toEqual(tallyOf(state, dots));
  expect(stepFrom(entries, 'check-in-2')?.result).toEqual(tallyOf(state, words));
});

it('has no result of a step that is hidden, and takes one as it was kept', () => {
  const hidden = projectLive(
    { ...state, script: { ...state.script, steps: [{ ...dots, hidden: true }, words] } },
    'open',
    'participant',
  );
  expect(stepFrom(hidden, 'dots-1')).toMatchObject({ given: 2, result: null });
  const kept = stepFrom(projectLive(state, 'open', 'participant'), 'dots-1');
  expect(stepFrom(new Map([['step:dots-1', kept]]), 'dots-1')).toEqual(kept);
  expect(stepFrom(new Map(), 'dots-1')).toBeNull();
});
