import type { Harvest, HarvestStep } from './harvest.ts';
import { harvestOf } from './harvest.ts';
import type { LiveEvent } from './live.events.ts';
import type { LiveState } from './live-state.ts';

/** What approved minutes say: the harvest without what was left out, with the facilitator's own words. */
export interface MinutesContent extends Omit<Harvest, 'steps'> {
  readonly edition: number;
  readonly summary: string;
  readonly steps: readonly (HarvestStep & { readonly note: string })[];
}

/** The minutes of a session as they would be approved now. */
export function minutesOf(state: LiveState): MinutesContent {
  const { edition, summary, notes, omitted } = state.minutes;
  const harvest = harvestOf(state);
  const steps = harvest.steps
    .filter(({ id }) => !omitted.includes(id))
    .map((step) => ({ ...step, note: notes[step.id] ?? '' }));
  return { ...harvest, steps, edition, summary };
}

/** Whether an event takes something away that minutes may have told. */
export function takesAway(event: LiveEvent): boolean {
  switch (event.type) {
    case 'CardWithdrawn':
    case 'AnswerTakenBack':
    case 'StepHidden':
      return true;
    case 'CardsModerated':
      return event.to !== 'shown';
    case 'TextModerated':
      return event.to === 'removed';
    default:
      return false;
  }
}
