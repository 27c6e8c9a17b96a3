import { type Audience, seesKey } from './audience.ts';
import { judges, type Step } from './exercise.ts';
import { itemsOf } from './items.ts';
import { isHidden, type LiveState } from './live-state.ts';
import { type Tally, tallyOf } from './tally.ts';

/** How far a step is; `result` only once this audience may see it. */
export interface StepView {
  readonly stepId: string;
  readonly ready: number;
  readonly given: number;
  readonly result: Tally | null;
  /** Keys of what is judged in it, for the facilitator, who enters papers of a step that is over. */
  readonly items?: readonly string[];
}

function stepView(state: LiveState, step: Step, audience: Audience): StepView {
  const hidden = isHidden(state, step.id);
  let inCards = 0;
  for (const card of Object.values(state.cards)) if (card.stepId === step.id && !card.late) inCards += 1;
  const tally = hidden ? null : tallyOf(state, step);
  const given = Object.keys(state.answers[step.id] ?? {}).length;
  const result =
    tally && audience !== 'facilitator'
      ? {
          ...tally,
          items: tally.items.filter(({ key }) => key.startsWith('option:') || seesKey(state, key, audience)),
          texts: tally.texts
            .filter(({ moderation }) => moderation === 'shown')
            .map(({ suspect: _suspect, ...text }) => text),
        }
      : tally;
  const items = audience === 'facilitator' && judges(step.exercise) ? { items: itemsOf(state, step) } : {};
  return {
    stepId: step.id,
    ready: Object.keys(state.ready[step.id] ?? {}).length,
    given: inCards + given,
    result,
    ...items,
  };
}

/**
 * How far a step is, as entries of a projection: what was counted under the step's own key, and each item and text under
 * one of its own. So one more vote does not send all the others again; screens put them together.
 */
export function stepEntries(state: LiveState, step: Step, audience: Audience): (readonly [string, unknown])[] {
  const view = stepView(state, step, audience);
  const { items = [], texts = [] } = view.result ?? {};
  return [
    [`step:${step.id}`, view.result ? { ...view, result: { ...view.result, items: [], texts: [] } } : view],
    ...items.map((item) => [`item:${step.id}:${item.key}`, item] as const),
    ...texts.map((text) => [`said:${step.id}:${text.text}`, text] as const),
  ];
}
