import { z } from 'zod';
import { LANES } from '../people.ts';
import { PHASES } from '../template/method-template.ts';
import { id, line, moment, text } from '../trajectory/command-parts.ts';

/** Commands about sessions and meetings, and the invitations to them. */
export const sessionCommands = {
  PlanSession: z.strictObject({
    type: z.literal('PlanSession'),
    sessionId: id,
    lane: z.enum(LANES),
    title: line,
    plannedFor: moment,
    phases: z.array(z.enum(PHASES)).min(1).max(7),
    question: z.string().trim().max(500).default(''),
  }),
  MoveSession: z.strictObject({ type: z.literal('MoveSession'), sessionId: id, plannedFor: moment }),
  OpenSession: z.strictObject({ type: z.literal('OpenSession'), sessionId: id }),
  CloseSession: z.strictObject({ type: z.literal('CloseSession'), sessionId: id }),
  CancelSession: z.strictObject({ type: z.literal('CancelSession'), sessionId: id, reason: text }),
  /** Sends invitations to receivers of the session's list; what they are reached by lies beside the journal. */
  InviteToSession: z.strictObject({
    type: z.literal('InviteToSession'),
    sessionId: id,
    receiverIds: z.array(id).min(1).max(200),
  }),
} as const;
