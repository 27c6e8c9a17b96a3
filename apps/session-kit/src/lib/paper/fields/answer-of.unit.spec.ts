import { answerSchema, FIST_TO_FIVE, usualStep } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { answerOf } from './answer-of.ts';

const items = ['option:0', 'option:1', 'option:2'];

describe('an answer from paper', () => {
  it.each([
    [usualStep('s', 'check_in'), { word: ' rustig ' }, { exercise: 'check_in', word: 'rustig', scale: null }],
    [usualStep('s', 'check_in', { scale: 'scale' }), { scale: '4' }, { exercise: 'check_in', word: '', scale: 4 }],
    [
      usualStep('s', FIST_TO_FIVE),
      { fingers: '0', need: 'tijd' },
      { exercise: FIST_TO_FIVE, fingers: 0, need: 'tijd' },
    ],
    [
      usualStep('s', 'evaluation'),
      { useful: '4', heard: '5' },
      { exercise: 'evaluation', useful: 4, heard: 5, sentence: '' },
    ],
    [usualStep('s', 'dots'), { dots: '3 3, 1' }, { exercise: 'dots', dots: { 'option:2': 2, 'option:0': 1 } }],
    [
      usualStep('s', 'matrix'),
      { 'scores option:0': '42', 'scores option:2': '1 5' },
      { exercise: 'matrix', scores: { 'option:0': { effort: 4, effect: 2 }, 'option:2': { effort: 1, effect: 5 } } },
    ],
    [usualStep('s', 'priorities'), { order: '2-1' }, { exercise: 'priorities', order: ['option:1', 'option:0'] }],
  ])('is one that the engine takes', (step, filled, answer) => {
    expect(answerOf(step, items, filled)).toEqual(answer);
    expect(answerSchema.safeParse(answer).success).toBe(true);
  });

  it.each([
    [usualStep('s', 'check_in'), {}, 'nothing'],
    [usualStep('s', FIST_TO_FIVE), { fingers: '6' }, 'nothing'],
    [usualStep('s', 'evaluation'), { useful: '4' }, 'incomplete'],
    [usualStep('s', 'dots'), { dots: '1 1 2 2' }, 'over_budget'],
    [usualStep('s', 'dots', { stacking: false }), { dots: '1 1' }, 'twice'],
    [usualStep('s', 'dots'), { dots: '4' }, 'number_unknown'],
    [usualStep('s', 'dots'), { dots: '' }, 'nothing'],
    [usualStep('s', 'matrix'), { 'scores option:0': '4' }, 'incomplete'],
    [usualStep('s', 'matrix'), { 'scores option:0': '46' }, 'incomplete'],
    [usualStep('s', 'priorities'), { order: '1 1' }, 'twice'],
    [usualStep('s', 'priorities'), { order: '0' }, 'number_unknown'],
    [usualStep('s', 'priorities', { top: 2 }), { order: '1 2 3' }, 'over_budget'],
  ])('is said to be no answer yet', (step, filled, gap) => {
    expect(answerOf(step, items, filled)).toBe(gap);
  });
});
