import { FIST_TO_FIVE } from './exercise-names.ts';
import type { Step } from './exercise.ts';
import { itemsOf } from './items.ts';
import { type Answer, wordsOf } from './live.commands.ts';
import type { LiveState } from './live-state.ts';

/** A text that somebody gave in an answer, how often, and whether the room sees it. */
export interface GivenText {
  readonly text: string;
  readonly count: number;
  readonly moderation: 'waiting' | 'shown' | 'removed';
  /** Somebody was warned that it seems to be about a person, and went on; for the facilitator alone. */
  readonly suspect?: true;
}

/** Scores from 1 to 5: how many gave each, the mean, and how far apart they lie (standard deviation). */
export interface Spread {
  readonly counts: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

/** What one item got. Which parts there are depends on the exercise. */
export interface ItemTally {
  readonly key: string;
  /** Dots, points (priorities: the first of three gives three) or people who recognise it. */
  readonly points: number;
  /** How many participants gave it anything. */
  readonly voters: number;
  readonly effort?: Spread;
  readonly effect?: Spread;
  /** Standard deviation of the points that voters gave: what to talk about. */
  readonly disagreement?: number;
}

/** What the answers of one step come to; it tells nobody's own answer. */
export interface Tally {
  readonly answered: number;
  readonly items: readonly ItemTally[];
  readonly texts: readonly GivenText[];
  /** Scores 1 to 5 (check-in, evaluation) or fingers 0 to 5 (fist to five), as counts. */
  readonly scale: readonly number[] | null;
  /** Evaluation: whether people felt heard. */
  readonly heard: readonly number[] | null;
}

const histogram = (values: readonly number[], from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => values.filter((value) => value === index + from).length);

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

const round = (value: number): number => Math.round(value * 100) / 100;
const spread = (values: readonly number[]): Spread => ({
  counts: histogram(values, 1, 5),
  mean: round(mean(values)),
  deviation: round(deviation(values)),
});

/** Points that one answer gives, by item. */
function pointsOf(answer: Answer, step: Step): (readonly [string, number])[] {
  if (answer.exercise === 'dots') return Object.entries(answer.dots);
  if (answer.exercise === 'priorities') return answer.order.map((key, index) => [key, step.top - index] as const);
  if (answer.exercise === 'brainwriting')
    return [...new Set(answer.recognised)].map((id) => [`card:${id}`, 1] as const);
  return [];
}

function matrixItems(keys: readonly string[], answers: readonly Answer[]): ItemTally[] {
  const scores = answers.flatMap((answer) => (answer.exercise === 'matrix' ? [answer.scores] : []));
  const tallied = keys.map((key): ItemTally => {
    const given = scores.flatMap((score) => (score[key] ? [score[key]] : []));
    const effort = spread(given.map((score) => score.effort));
    const effect = spread(given.map((score) => score.effect));
    return { key, voters: given.length, points: round(effect.mean - effort.mean), effort, effect };
  });
  return tallied.sort((one, other) => other.points - one.points);
}

function pointedItems(keys: readonly string[], answers: readonly Answer[], step: Step): ItemTally[] {
  const given = new Map(keys.map((key) => [key, { points: 0, voters: 0, squares: 0 }]));
  for (const answer of answers) {
    for (const [key, points] of pointsOf(answer, step)) {
      const item = given.get(key);
      if (!item || points <= 0) continue;
      item.points += points;
      item.voters += 1;
      item.squares += points ** 2;
    }
  }
  const tallied = [...given].map(([key, { points, voters, squares }]): ItemTally => {
    if (step.exercise !== 'priorities') return { key, points, voters };
    // whoever gave an item nothing disagrees with whoever gave it much
    const spread = squares / answers.length - (points / answers.length) ** 2;
    return { key, points, voters, disagreement: answers.length === 0 ? 0 : round(Math.sqrt(Math.max(0, spread))) };
  });
  return tallied.sort((one, other) => other.points - one.points);
}

function textsOf(state: LiveState, step: Step, answers: readonly Answer[]): GivenText[] {
  const counts = new Map<string, number>();
  for (const text of answers.map(wordsOf)) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  const given = state.answers[step.id] ?? {};
  const suspect = new Set((state.suspects[step.id] ?? []).map((voter) => given[voter] && wordsOf(given[voter])));
  // a word of the check-in is before the room at once unless the step is moderated; needs and sentences never by themselves
  const usual: GivenText['moderation'] = step.exercise === 'check_in' && !step.moderated ? 'shown' : 'waiting';
  return [...counts]
    .map(([text, count]) => ({
      text,
      count,
      moderation: state.texts[step.id]?.[text] ?? (suspect.has(text) ? 'waiting' : usual),
      ...(suspect.has(text) && { suspect: true as const }),
    }))
    .sort((one, other) => other.count - one.count || one.text.localeCompare(other.text));
}

/** Keys of what can have got points; of cards that people may recognise only those that somebody did. */
function keysOf(state: LiveState, step: Step, answers: readonly Answer[]): string[] {
  if (step.exercise !== 'brainwriting') return itemsOf(state, step);
  const recognised = new Set(
    answers.flatMap((answer) => (answer.exercise === 'brainwriting' ? answer.recognised : [])),
  );
  return Object.keys(state.cards).flatMap((id) => (recognised.has(id) ? [`card:${id}`] : []));
}

const tallies = new WeakMap<LiveState, Map<Step, Tally>>();

/** Counts the answers of one step; once for each state, whoever asks. */
export function tallyOf(state: LiveState, step: Step): Tally {
  const ofState = tallies.get(state) ?? new Map<Step, Tally>();
  const tally = ofState.get(step) ?? count(state, step);
  tallies.set(state, ofState.set(step, tally));
  return tally;
}

function count(state: LiveState, step: Step): Tally {
  const answers = Object.values(state.answers[step.id] ?? {});
  const keys = keysOf(state, step, answers);
  const items =
    step.exercise === 'matrix'
      ? matrixItems(keys, answers)
      : ['dots', 'priorities', 'brainwriting'].includes(step.exercise)
        ? pointedItems(keys, answers, step)
        : [];
  const scores = answers.flatMap((answer) => {
    if (answer.exercise === 'check_in') return answer.scale === null ? [] : [answer.scale];
    if (answer.exercise === 'evaluation') return [answer.useful];
    return answer.exercise === FIST_TO_FIVE ? [answer.fingers] : [];
  });
  const heard = answers.flatMap((answer) => (answer.exercise === 'evaluation' ? [answer.heard] : []));
  return {
    answered: answers.length,
    items,
    texts: textsOf(state, step, answers),
    scale:
      step.exercise === FIST_TO_FIVE
        ? histogram(scores, 0, 5)
        : scores.length > 0 || step.exercise === 'evaluation'
          ? histogram(scores, 1, 5)
          : null,
    heard: step.exercise === 'evaluation' ? histogram(heard, 1, 5) : null,
  };
}
