import { FIST_TO_FIVE } from '@buurtbalans/domain';
import type { LiveCommandInput, Step } from '@buurtbalans/domain';

/** An answer as a command carries it. */
export type AnswerInput = (LiveCommandInput & { type: 'GiveAnswer' })['answer'];

/** What was typed from a paper, by name of the field. */
export type Filled = Readonly<Record<string, string>>;

/** Why what was typed is no answer yet. */
export type AnswerGap = 'nothing' | 'incomplete' | 'over_budget' | 'twice' | 'number_unknown';

const score = (text: string | undefined): number | null => (text && /^\s*[1-5]\s*$/.test(text) ? Number(text) : null);

/** Numbers that stand in a line, in their order, with anything between them: 3 3 7. */
export const numbersIn = (line: string | undefined): number[] => (line?.match(/\d+/g) ?? []).map(Number);

/** The answer that was typed, or what is still wrong with it. Items are named by their number on the wall, from 1. */
export function answerOf(step: Step, items: readonly string[], filled: Filled): AnswerInput | AnswerGap {
  switch (step.exercise) {
    case 'check_in': {
      const word = (filled['word'] ?? '').trim();
      const scale = score(filled['scale']);
      return word === '' && scale === null ? 'nothing' : { exercise: 'check_in', word, scale };
    }
    case FIST_TO_FIVE: {
      const fingers = (filled['fingers'] ?? '').trim();
      return /^[0-5]$/.test(fingers)
        ? { exercise: FIST_TO_FIVE, fingers: Number(fingers), need: (filled['need'] ?? '').trim() }
        : 'nothing';
    }
    case 'evaluation': {
      const [useful, heard] = [score(filled['useful']), score(filled['heard'])];
      return useful === null || heard === null
        ? 'incomplete'
        : { exercise: 'evaluation', useful, heard, sentence: (filled['sentence'] ?? '').trim() };
    }
    case 'dots':
      return dotsOf(step, items, numbersIn(filled['dots']));
    case 'matrix':
      return matrixOf(items, filled);
    case 'priorities':
      return orderOf(step, items, numbersIn(filled['order']));
    default:
      return 'nothing';
  }
}

const isUnknown = (items: readonly string[], numbers: readonly number[]): boolean =>
  numbers.some((number) => number < 1 || number > items.length);

/** A number for each dot: 3 3 7 is two dots for the third and one for the seventh. */
function dotsOf(
  { budget, stacking }: Step,
  items: readonly string[],
  numbers: readonly number[],
): AnswerInput | AnswerGap {
  if (numbers.length === 0) return 'nothing';
  if (isUnknown(items, numbers)) return 'number_unknown';
  if (numbers.length > budget) return 'over_budget';
  const dots: Record<string, number> = {};
  for (const number of numbers) dots[items[number - 1]!] = (dots[items[number - 1]!] ?? 0) + 1;
  return !stacking && numbers.length > Object.keys(dots).length ? 'twice' : { exercise: 'dots', dots };
}

function orderOf({ top }: Step, items: readonly string[], numbers: readonly number[]): AnswerInput | AnswerGap {
  if (numbers.length === 0) return 'nothing';
  if (isUnknown(items, numbers)) return 'number_unknown';
  if (new Set(numbers).size < numbers.length) return 'twice';
  return numbers.length > top
    ? 'over_budget'
    : { exercise: 'priorities', order: numbers.map((number) => items[number - 1]!) };
}

/** Two digits for each item, effort and effect: 42. */
function matrixOf(items: readonly string[], filled: Filled): AnswerInput | AnswerGap {
  const scores: Record<string, { effort: number; effect: number }> = {};
  for (const key of items) {
    const typed = (filled[`scores ${key}`] ?? '').replace(/\D/g, '');
    if (typed === '') continue;
    if (!/^[1-5]{2}$/.test(typed)) return 'incomplete';
    scores[key] = { effort: Number(typed[0]), effect: Number(typed[1]) };
  }
  return Object.keys(scores).length === 0 ? 'nothing' : { exercise: 'matrix', scores };
}
