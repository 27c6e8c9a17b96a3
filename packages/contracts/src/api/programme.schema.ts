import { PHASES } from '@buurtbalans/domain';
import { z } from 'zod';
import { problemSchema } from '../errors/problem.ts';

/** Which trajectories are wanted; each that is given has to fit. */
export const trajectoryFilterSchema = z.object({
  phase: z.enum(PHASES).optional(),
  status: z.enum(['active', 'paused', 'stopped']).optional(),
  district: z.string().max(20).optional(),
  /** Account id of a facilitator. */
  facilitator: z.uuid().optional(),
  /** Code of something that blocks the next phase, for example `guard.sessionsClosedAtLeast`. */
  blocker: z.string().max(80).optional(),
  /** True: only those over the time that the template expects of the phase, or with a gap past its date. */
  overdue: z.enum(['true', 'false']).optional(),
  /** Part of the name of the trajectory, its district or a facilitator. */
  text: z.string().max(120).optional(),
});

/** Commands that can be given to many trajectories at once. */
export const BULK_COMMANDS = ['Pause', 'Resume', 'Reassign', 'MoveToTemplate'] as const;

/** One command for many trajectories; each item has its own id, so that a repeat of all of it is harmless. */
export const bulkRequestSchema = z.strictObject({
  items: z
    .array(z.strictObject({ trajectoryId: z.uuid(), commandId: z.uuid(), expectedVersion: z.int().min(0).optional() }))
    .min(1)
    .max(500),
  command: z.looseObject({ type: z.enum(BULK_COMMANDS) }),
  /** Words that seem to be about a person are refused, of all at once, until their author says that they are not. */
  confirmedNotPersonal: z.boolean().default(false),
});

/** How it went for each, in the order of the request; one that is refused does not stop the others. */
export const bulkOutcomeSchema = z.object({
  items: z.array(
    z.object({
      trajectoryId: z.uuid(),
      accepted: z.boolean(),
      version: z.int().nullable(),
      problem: problemSchema.nullable(),
    }),
  ),
});

/** Which part of a history is wanted. `types` is a list with commas; moments are ISO 8601. */
export const journalFilterSchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  until: z.coerce.number().int().min(0).optional(),
  types: z.string().max(2_000).optional(),
  role: z.string().max(40).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

/** Whether a journal is as it was written. `head` is its last hash, to be kept elsewhere as a witness. */
export const verificationSchema = z.object({
  entries: z.int(),
  head: z.string(),
  fault: z.object({ kind: z.enum(['gap', 'changed', 'head', 'state']), seq: z.int() }).nullable(),
});

/** In which form and language a programme report is wanted. */
export const programmeRequestSchema = z.strictObject({
  format: z.enum(['pdf', 'html']),
  language: z.enum(['nl', 'en']),
});

/** A report over all trajectories. `asOf` is the moment that it shows. */
export const programmeReportSchema = z.object({
  id: z.uuid(),
  ...programmeRequestSchema.shape,
  asOf: z.iso.datetime(),
  status: z.enum(['requested', 'rendered', 'failed']),
  pages: z.int().nullable(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
  errorCode: z.string().nullable(),
});

/** See {@link programmeReportSchema}. */
export type ProgrammeReportView = z.infer<typeof programmeReportSchema>;
