import { answerSchema, CARD_LIMIT, liveCommandSchemas, THEMES } from '@buurtbalans/domain';
import { expect, it } from 'vitest';
import { CARD_LENGTH, LINE_LENGTH, THEME_ORDER, WORD_LENGTH } from './limits.ts';

it('are those of the domain', () => {
  expect(CARD_LENGTH).toBe(CARD_LIMIT);
  expect(THEME_ORDER).toEqual(THEMES);
  const isTaken = (sentence: string) =>
    answerSchema.safeParse({ exercise: 'evaluation', useful: 1, heard: 1, sentence }).success;
  expect([isTaken('x'.repeat(LINE_LENGTH)), isTaken('x'.repeat(LINE_LENGTH + 1))]).toEqual([true, false]);
  const isWord = (word: string) => answerSchema.safeParse({ exercise: 'check_in', word }).success;
  expect([isWord('x'.repeat(WORD_LENGTH)), isWord('x'.repeat(WORD_LENGTH + 1))]).toEqual([true, false]);
  const note = { type: 'ParkNote', noteId: '11111111-1111-4111-8111-111111111111' };
  expect(liveCommandSchemas.ParkNote.safeParse({ ...note, text: 'x'.repeat(LINE_LENGTH) }).success).toBe(true);
});
