import { z } from 'zod';
import { PHASES } from '../template/method-template.ts';
import { areaCode, id, line, moment, text } from '../trajectory/command-parts.ts';

/** That no account of that role has this id, which the server adds and no sender. */
const unfit = z.literal(true).optional();

/** Commands about people, phases, pausing and stopping, waivers, timers and the template. */
export const caseCommands = {
  CreateTrajectory: z.strictObject({
    type: z.literal('CreateTrajectory'),
    name: line,
    districtCode: areaCode,
    templateId: z.string().max(80),
    templateVersion: z.int().min(1),
    invented: z.boolean().default(false),
  }),
  Appoint: z.strictObject({
    type: z.literal('Appoint'),
    accountId: id,
    role: z.enum(['facilitator', 'research_adviser']),
    unfit,
  }),
  Dismiss: z.strictObject({
    type: z.literal('Dismiss'),
    accountId: id,
    role: z.enum(['facilitator', 'research_adviser']),
  }),
  /** Puts one account in the place of another, or of all when `from` is null. */
  Reassign: z.strictObject({
    type: z.literal('Reassign'),
    role: z.enum(['facilitator', 'research_adviser']),
    accountId: id,
    unfit,
    from: id.nullable().default(null),
  }),
  AdvancePhase: z.strictObject({ type: z.literal('AdvancePhase'), from: z.enum(PHASES) }),
  GoBack: z.strictObject({ type: z.literal('GoBack'), from: z.enum(PHASES), to: z.enum(PHASES), reason: text }),
  Pause: z.strictObject({ type: z.literal('Pause'), reason: text }),
  Resume: z.strictObject({ type: z.literal('Resume') }),
  Stop: z.strictObject({ type: z.literal('Stop'), reason: text }),
  Reopen: z.strictObject({ type: z.literal('Reopen'), reason: text }),
  Waive: z.strictObject({ type: z.literal('Waive'), guardId: z.string().max(80), reason: text }),
  MoveTimer: z.strictObject({ type: z.literal('MoveTimer'), key: z.string().max(120), dueAt: moment, reason: text }),
  CancelTimer: z.strictObject({ type: z.literal('CancelTimer'), key: z.string().max(120), reason: text }),
  FireTimer: z.strictObject({ type: z.literal('FireTimer'), key: z.string().max(120), setSeq: z.int().min(1) }),
  MoveToTemplate: z.strictObject({
    type: z.literal('MoveToTemplate'),
    templateId: z.string().max(80),
    templateVersion: z.int().min(1),
    /** For each phase of the present template the phase of the new one that it becomes. */
    phaseMap: z.record(z.string().max(40), z.enum(PHASES)),
    dueDates: z.enum(['keep', 'recalculate']).default('keep'),
    reason: text,
  }),
} as const;
