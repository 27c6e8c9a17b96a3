import { FIST_TO_FIVE, PROMISES } from '@buurtbalans/domain/exercise-names';
import type { Exercise, Step } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';

const names: Readonly<Record<Exercise, () => string>> = {
  check_in: m.phone_task_check_in,
  silent_writing: m.phone_task_silent_writing,
  brainwriting: m.phone_task_brainwriting,
  clustering: m.phone_task_clustering,
  dots: m.phone_task_dots,
  matrix: m.phone_task_matrix,
  priorities: m.phone_task_priorities,
  [FIST_TO_FIVE]: m.phone_task_fist_to_five,
  parking_lot: m.phone_task_parking_lot,
  [PROMISES]: m.phone_task_promises,
  evaluation: m.phone_task_evaluation,
};

/** What people are asked to do in an exercise, in a few words. */
export const taskName = (exercise: Exercise): string => names[exercise]();

/** What the step is called on a phone: its own title, or that of its exercise. */
export const taskTitle = ({ title, exercise }: Step): string => title || taskName(exercise);

const asks: Readonly<Record<Exercise, (step: Step) => string>> = {
  check_in: ({ scale }) => (scale === 'scale' ? m.phone_task_check_in_scale() : m.phone_task_check_in_word()),
  silent_writing: () => m.phone_task_silent_writing_ask(),
  brainwriting: () => m.phone_task_brainwriting_ask(),
  clustering: () => m.phone_task_clustering_ask(),
  dots: ({ budget, stacking }) =>
    stacking ? m.phone_task_dots_ask({ budget }) : m.phone_task_dots_ask_single({ budget }),
  matrix: () => m.phone_task_matrix_ask(),
  priorities: ({ top }) => m.phone_task_priorities_ask({ top }),
  [FIST_TO_FIVE]: () => m.phone_task_fist_to_five_ask(),
  parking_lot: () => m.phone_task_parking_lot_ask(),
  [PROMISES]: () => m.phone_task_promises_ask(),
  evaluation: () => m.phone_task_evaluation_ask(),
};

/** What to do in this step, said in one or two short sentences. */
export const taskAsk = (step: Step): string => asks[step.exercise](step);
