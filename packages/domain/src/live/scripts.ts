import { FIST_TO_FIVE, PROMISES } from './exercise-names.ts';
import type { Lane } from '../people.ts';
import { type Exercise, type Step, usualStep } from './exercise.ts';

/** Names of the scripts that come with the method. */
export const SCRIPTS = ['first_session', 'deepening', 'priorities', 'resident_meeting'] as const;

/** One of the {@link SCRIPTS}. */
export type ScriptName = (typeof SCRIPTS)[number];

type Line = readonly [Exercise, Partial<Omit<Step, 'id' | 'exercise'>>?];

const library: Readonly<Record<ScriptName, readonly Line[]>> = {
  first_session: [
    ['check_in'],
    ['silent_writing', { minutes: 15 }],
    ['brainwriting'],
    ['clustering', { minutes: 20 }],
    ['dots'],
    [FIST_TO_FIVE],
    ['parking_lot'],
    [PROMISES],
    ['evaluation'],
  ],
  deepening: [
    ['check_in', { scale: 'scale' }],
    ['brainwriting', { minutes: 15 }],
    ['clustering'],
    ['matrix'],
    [FIST_TO_FIVE],
    ['parking_lot'],
    [PROMISES],
    ['evaluation'],
  ],
  priorities: [
    ['check_in'],
    ['silent_writing'],
    ['clustering'],
    ['priorities', { minutes: 15 }],
    ['matrix'],
    [FIST_TO_FIVE],
    ['parking_lot'],
    [PROMISES, { minutes: 15 }],
    ['evaluation'],
  ],
  resident_meeting: [
    ['check_in', { moderated: true }],
    ['silent_writing', { minutes: 15, moderated: true }],
    ['brainwriting', { minutes: 15, moderated: true }],
    ['clustering'],
    ['dots', { minutes: 10 }],
    ['parking_lot'],
    ['evaluation', { moderated: true }],
  ],
};

/** The steps of a script that comes with the method; ids are the exercise with its place in the list. */
export function scriptOf(name: ScriptName): Step[] {
  return library[name].map(([exercise, changes], index) =>
    usualStep(`${exercise.replace('_', '-')}-${index + 1}`, exercise, changes),
  );
}

/** The script that a session of this lane and number begins with. */
export function usualScript(lane: Lane, number: number): ScriptName {
  if (lane === 'resident') return 'resident_meeting';
  if (number === 1) return 'first_session';
  return number % 2 === 0 ? 'deepening' : 'priorities';
}
