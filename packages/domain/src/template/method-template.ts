import { z } from 'zod';
import { LANES, ROLES } from '../people.ts';
import { THEMES } from '../themes.ts';

/** Phases of a trajectory in their order. */
export const PHASES = ['preparation', 'intake', 'exchange', 'analysis', 'plan', 'completed', 'review'] as const;

/** One of the {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** Names of the conditions that a template can set; each is a pure function over the state (`guards.ts`). */
export const PREDICATES = [
  'facilitatorAppointed',
  'areaDrawn',
  'questionWritten',
  'indicatorPerTheme',
  'intakeSignedOff',
  'commitmentsSigned',
  'sessionsClosedAtLeast',
  'sessionsPlannedAtMost',
  'noSessionOpen',
  'sharedPictureApproved',
  'findingsRecorded',
  'findingsHaveEvidence',
  'testableClaimsTested',
  'gapsOwnedAndDated',
  'actionsComplete',
  'actionsOwnedAndDated',
  'dissentConcluded',
  'residentEditionMade',
  'intervalElapsed',
] as const;

/** One of the {@link PREDICATES}. */
export type Predicate = (typeof PREDICATES)[number];

/** A word or two on a screen: no control characters, no halves of characters. */
const words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
const text = z.strictObject({ nl: words, en: words });
/** A day or a month a hundred years away is a slip of the keyboard. */
const [DAYS, MONTHS] = [36_500, 1_200];

const guard = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  predicate: z.enum(PREDICATES),
  lane: z.enum(LANES).optional(),
  count: z.int().min(0).max(1_000).optional(),
  themes: z.array(z.enum(THEMES)).optional(),
  maxAgeYears: z.int().min(0).max(100).optional(),
  months: z.int().min(1).max(MONTHS).optional(),
  /** True: a facilitator may waive it with a written reason. */
  waivable: z.boolean(),
});

const commandRule = z.strictObject({
  /** Phases in which the command may be given; absent means in every phase. */
  phases: z.array(z.enum(PHASES)).min(1).optional(),
  roles: z.array(z.enum([...ROLES, 'system'])).min(1),
  /** Conditions beside phase and role; a guard with a lane counts only for commands about that lane. */
  guards: z.array(guard),
});

const timer = z.strictObject({
  id: z.enum(['phase-overdue', 'session-reminder', 'gap-overdue', 'commitment-expiring', 'review-due']),
  /** Days relative to the moment the timer is about; negative is before it. */
  days: z.int().min(-DAYS).max(DAYS),
});

/**
 * Schema of a method template: the rules of the method as data. A template is immutable once a trajectory
 * uses it; a changed method is a new version.
 */
export const methodTemplateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  name: text,
  phases: z.array(z.strictObject({ id: z.enum(PHASES), expectedDays: z.int().min(1).max(DAYS) })).min(2),
  lanes: z.array(z.enum(LANES)).min(1),
  transitions: z.array(z.strictObject({ from: z.enum(PHASES), to: z.enum(PHASES), guards: z.array(guard) })),
  commands: z.record(z.string(), commandRule),
  timers: z.array(timer),
  retentionMonths: z.int().min(1).max(MONTHS),
  placeGrainMetres: z.int().min(1).max(10_000),
  smallNumberThreshold: z.int().min(2).max(1_000),
  exercises: z.array(z.strictObject({ id: z.string(), minutes: z.int().min(1).max(1_440) })),
});

/** A validated method template. Days and months are calendar units; the grain is in metres. */
export type MethodTemplate = z.infer<typeof methodTemplateSchema>;

/** Who may give a command, when, and under which conditions. */
export type CommandRule = z.infer<typeof commandRule>;

/** A condition of a template with its parameters. */
export type Guard = z.infer<typeof guard>;
