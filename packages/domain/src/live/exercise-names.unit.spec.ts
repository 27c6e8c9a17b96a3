import { expect, it } from 'vitest';
import { FIST_TO_FIVE, PROMISES } from './exercise-names.ts';
import { EXERCISES, stepSchema } from './exercise.ts';
import { answerSchema } from './live.commands.ts';

it('reads what was stored before the exercises had their present names', () => {
  const stored = ['agreement', 'commitments'].map((exercise) =>
    stepSchema.parse({ id: `${exercise}-5`, exercise, minutes: 5 }),
  );
  expect(stored.map(({ exercise }) => exercise)).toEqual([FIST_TO_FIVE, PROMISES]);
  expect(answerSchema.parse({ exercise: 'agreement', fingers: 2, need: 'licht' }).exercise).toBe(FIST_TO_FIVE);
  expect(EXERCISES).toEqual(expect.arrayContaining(['agreement', 'commitments']));
});
