import { FIST_TO_FIVE, PROMISES } from './exercise-names.ts';
import { z } from 'zod';
import { THEMES } from '../themes.ts';

/** The exercises (werkvormen) of the method. */
export const EXERCISES = [
  'check_in',
  'silent_writing',
  'brainwriting',
  'clustering',
  'dots',
  'matrix',
  'priorities',
  FIST_TO_FIVE,
  'parking_lot',
  PROMISES,
  'evaluation',
] as const;

/** One of the {@link EXERCISES}. */
export type Exercise = (typeof EXERCISES)[number];

/** What participants give in an exercise: cards on the map, one answer each, or nothing of their own. */
export const INPUT_OF: Readonly<Record<Exercise, 'cards' | 'answer' | 'none'>> = {
  check_in: 'answer',
  silent_writing: 'cards',
  brainwriting: 'cards',
  clustering: 'none',
  dots: 'answer',
  matrix: 'answer',
  priorities: 'answer',
  [FIST_TO_FIVE]: 'answer',
  parking_lot: 'none',
  [PROMISES]: 'none',
  evaluation: 'answer',
};

/** Exercises in which participants judge items: cards, clusters or given options. */
export const JUDGING = ['dots', 'matrix', 'priorities'] as const satisfies readonly Exercise[];

/** Whether participants judge items in this exercise. */
export const judges = (exercise: Exercise): boolean => (JUDGING as readonly Exercise[]).includes(exercise);

/** Most steps in one script. */
export const STEP_LIMIT = 60;

/** Most items that participants judge in one step; of more cards the first ones are taken. */
export const ITEM_LIMIT = 60;

/** Id of a step: made by whoever composes the script. */
export const stepIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/**
 * One step of a script. `question` and `title` may stay empty: screens then show the words of the exercise and the
 * session's own question. `area` is the piece of map to show as [west, south, east, north] in WGS84 degrees.
 */
export const stepSchema = z.strictObject({
  id: stepIdSchema,
  exercise: z.enum(EXERCISES),
  title: z.string().trim().max(120).default(''),
  question: z.string().trim().max(500).default(''),
  minutes: z.int().min(1).max(180),
  theme: z.enum(THEMES).nullable().default(null),
  area: z
    .tuple([
      z.number().min(3).max(7.6),
      z.number().min(50.5).max(54),
      z.number().min(3).max(7.6),
      z.number().min(50.5).max(54),
    ])
    .nullable()
    .default(null),
  /** What is given stays with its author until the facilitator reveals it. */
  hidden: z.boolean().default(false),
  /** What is given is shown to the room only after the facilitator let it through. */
  moderated: z.boolean().default(false),
  /** Dots that each participant has. */
  budget: z.int().min(1).max(10).default(3),
  /** Whether more than one dot may go to one item. */
  stacking: z.boolean().default(true),
  /** How many items each participant puts in order. */
  top: z.int().min(1).max(10).default(3),
  /** What a check-in asks: one word, or a number from 1 to 5. */
  scale: z.enum(['word', 'scale']).default('word'),
  /** What is judged. Without clusters the cards themselves are taken. */
  items: z.enum(['clusters', 'cards', 'options']).default('clusters'),
  options: z.array(z.string().trim().min(1).max(200)).max(30).default([]),
  /** Left out when going on to the next step. */
  skipped: z.boolean().default(false),
});

/** One step of a script. */
export type Step = z.infer<typeof stepSchema>;

const usual: Readonly<Record<Exercise, { minutes: number; hidden?: boolean }>> = {
  check_in: { minutes: 5 },
  silent_writing: { minutes: 10, hidden: true },
  brainwriting: { minutes: 12, hidden: true },
  clustering: { minutes: 15 },
  dots: { minutes: 5, hidden: true },
  matrix: { minutes: 10, hidden: true },
  priorities: { minutes: 10, hidden: true },
  [FIST_TO_FIVE]: { minutes: 5, hidden: true },
  parking_lot: { minutes: 5 },
  [PROMISES]: { minutes: 10 },
  evaluation: { minutes: 5, hidden: true },
};

/** A step of this exercise as it usually is: its minutes, and hidden until reveal where the method wants that. */
export function usualStep(id: string, exercise: Exercise, changes: Partial<Omit<Step, 'id' | 'exercise'>> = {}): Step {
  return { ...stepSchema.parse({ id, exercise, ...usual[exercise] }), ...changes };
}
