import { type Exercise, FIST_TO_FIVE, INPUT_OF, PROMISES, type ScriptName, type Step } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { fingersMeaning } from './fist-to-five.ts';
import { taskName } from './task-texts.ts';

const names: Readonly<Record<Exercise, () => string>> = {
  check_in: m.console_exercise_check_in,
  silent_writing: m.console_exercise_silent_writing,
  brainwriting: m.console_exercise_brainwriting,
  clustering: m.console_exercise_clustering,
  dots: m.console_exercise_dots,
  matrix: m.console_exercise_matrix,
  priorities: m.console_exercise_priorities,
  [FIST_TO_FIVE]: m.console_exercise_fist_to_five,
  parking_lot: m.console_exercise_parking_lot,
  [PROMISES]: m.console_exercise_promises,
  evaluation: m.console_exercise_evaluation,
};
const hints: Readonly<Record<Exercise, () => string>> = {
  check_in: m.console_exercise_check_in_hint,
  silent_writing: m.console_exercise_silent_writing_hint,
  brainwriting: m.console_exercise_brainwriting_hint,
  clustering: m.console_exercise_clustering_hint,
  dots: m.console_exercise_dots_hint,
  matrix: m.console_exercise_matrix_hint,
  priorities: m.console_exercise_priorities_hint,
  [FIST_TO_FIVE]: m.console_exercise_fist_to_five_hint,
  parking_lot: m.console_exercise_parking_lot_hint,
  [PROMISES]: m.console_exercise_promises_hint,
  evaluation: m.console_exercise_evaluation_hint,
};
const scripts: Readonly<Record<ScriptName, () => string>> = {
  first_session: m.script_first_session,
  deepening: m.script_deepening,
  priorities: m.script_priorities,
  resident_meeting: m.script_resident_meeting,
};

/** Name of an exercise, as facilitators call it. */
export const exerciseName = (exercise: Exercise): string => names[exercise]();
/** What a facilitator does in an exercise, in a sentence. */
export const exerciseHint = (exercise: Exercise): string => hints[exercise]();
/** What a step is called: its own title, or its exercise. */
export const stepName = ({ title, exercise }: Pick<Step, 'title' | 'exercise'>): string =>
  title || exerciseName(exercise);
/** What is asked in a step: its own question, that of the session where people write, or the usual one of its exercise. */
export const questionOf = (
  { question, exercise }: Pick<Step, 'question' | 'exercise'>,
  sessionQuestion: string | null,
): string => question || (INPUT_OF[exercise] === 'cards' ? sessionQuestion : '') || taskName(exercise);
export const scriptName = (name: ScriptName): string => scripts[name]();

/** How many hold up this many fingers, in words. */
export const fingersText = (value: number, count: number): string =>
  m.results_fingers_of({ value, meaning: fingersMeaning(value), count });
