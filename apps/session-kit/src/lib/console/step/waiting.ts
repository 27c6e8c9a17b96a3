import type { CardView, LateView, Note, Step, StepView } from '@buurtbalans/domain';

/** Something that waits for the facilitator before the room sees it. */
export type Waiting =
  | { readonly kind: 'card'; readonly id: string; readonly text: string; readonly card: CardView }
  | { readonly kind: 'note'; readonly id: string; readonly text: string; readonly isSuspect: boolean }
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly text: string;
      readonly isSuspect: boolean;
      readonly stepId: string;
      readonly exercise: Step['exercise'];
    };

/** Something that came after its step was over; the card where it is one. */
export interface Late extends LateView {
  readonly step: Step | null;
  readonly card: CardView | null;
}

/** What a screen for the facilitator knows of a session. */
export interface Known {
  readonly cards: readonly CardView[];
  readonly notes: readonly Note[];
  readonly late: readonly LateView[];
  readonly steps: readonly Step[];
  readonly step: (stepId: string) => StepView | null;
}

/** What waits to be let through, cards first. What came late is admitted first, and then looked at. */
export function waitingOf({ cards, notes, steps, step }: Known): Waiting[] {
  const ofCards = cards
    .filter(({ moderation, late }) => moderation === 'waiting' && !late)
    .map((card): Waiting => ({ kind: 'card', id: card.id, text: card.text, card }));
  const ofNotes = notes
    .filter(({ moderation }) => moderation === 'waiting')
    .map(({ id, text, suspect }): Waiting => ({ kind: 'note', id, text, isSuspect: suspect === true }));
  const ofTexts = steps.flatMap(({ id: stepId, exercise }) => {
    const texts = step(stepId)?.result?.texts ?? [];
    return texts
      .filter(({ moderation }) => moderation === 'waiting')
      .map(({ text, suspect }): Waiting => ({
        kind: 'text',
        id: `${stepId}:${text}`,
        text,
        isSuspect: suspect === true,
        stepId,
        exercise,
      }));
  });
  return [...ofCards, ...ofNotes, ...ofTexts];
}

/** What came late, with its card and step. */
export function lateOf({ late, cards, steps }: Known): Late[] {
  return late.map((entry) => ({
    ...entry,
    step: steps.find(({ id }) => id === entry.stepId) ?? null,
    card: cards.find(({ id }) => id === entry.id) ?? null,
  }));
}
