import { judges, type Step } from './exercise.ts';
import type { LiveRefusal } from './live-refusal.ts';
import type { Answer } from './live.commands.ts';
import { itemsOf } from './items.ts';
import { isBeforeRoom, type LiveState } from './live-state.ts';

/** Why an answer is more than its step allows, if so. */
export function limitProblem(answer: Answer, step: Step): LiveRefusal | undefined {
  if (answer.exercise === 'dots') {
    const given = Object.values(answer.dots);
    if (given.reduce((sum, dots) => sum + dots, 0) > step.budget) return 'LIVE.OVER_BUDGET';
    if (!step.stacking && given.some((dots) => dots > 1)) return 'LIVE.NO_STACKING';
  }
  return answer.exercise === 'priorities' &&
    (answer.order.length > step.top || new Set(answer.order).size < answer.order.length)
    ? 'LIVE.OVER_BUDGET'
    : undefined;
}

/** Why an answer does not fit its step, if so. */
export function answerProblem(answer: Answer, step: Step, state: LiveState): LiveRefusal | undefined {
  const isReaction = answer.exercise === 'brainwriting';
  if (answer.exercise !== step.exercise) return 'LIVE.OTHER_EXERCISE';
  if (isReaction)
    return answer.recognised.every((id) => state.cards[id] && isBeforeRoom(state, state.cards[id]))
      ? undefined
      : 'LIVE.ITEM_UNKNOWN';
  const over = limitProblem(answer, step);
  if (over) return over;
  if (!judges(step.exercise)) return undefined;
  const judged =
    answer.exercise === 'dots'
      ? Object.keys(answer.dots)
      : answer.exercise === 'matrix'
        ? Object.keys(answer.scores)
        : answer.exercise === 'priorities'
          ? answer.order
          : [];
  const items = new Set(itemsOf(state, step));
  return judged.every((key) => items.has(key)) ? undefined : 'LIVE.ITEM_UNKNOWN';
}
