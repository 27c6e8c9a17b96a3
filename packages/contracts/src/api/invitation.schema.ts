import { z } from 'zod';

/** Receivers to put on the list of a session: somebody with an account, or an address for an organisation. */
export const inviteesRequestSchema = z.strictObject({
  items: z
    .array(
      z.union([
        z.strictObject({ id: z.uuid(), accountId: z.uuid() }),
        z.strictObject({ id: z.uuid(), organisationId: z.uuid(), address: z.email().max(200) }),
      ]),
    )
    .min(1)
    .max(200),
});

/** What became of the last mail to a receiver. `not_sent`: the session moved before it could go, or no mail goes out here. */
const outcomeSchema = z.object({
  number: z.int(),
  /** The moment of the session that it named. */
  plannedFor: z.string(),
  status: z.enum(['sent', 'refused', 'waiting', 'trying', 'not_sent']),
  reason: z.enum(['unknown_address', 'mailbox_full', 'refused']).nullable(),
  at: z.string(),
});

/** Who is invited to a session. Addresses are here and nowhere else in the API, and only while the session needs them. */
export const invitationsSchema = z.object({
  /** Whether mails go out at all. */
  hasMail: z.boolean(),
  /** Professionals with an account of an organisation of the alliance. */
  people: z.array(z.object({ accountId: z.uuid(), name: z.string(), organisationId: z.uuid() })),
  invitees: z.array(
    z.object({
      id: z.uuid(),
      organisationId: z.uuid(),
      accountId: z.uuid().nullable(),
      /** Name of the account, or the address. */
      name: z.string(),
      outcome: outcomeSchema.nullable(),
    }),
  ),
});

/** A session in which a professional's organisation takes part, planned or open. */
export const ownSessionSchema = z.object({
  sessionId: z.uuid(),
  trajectoryId: z.uuid(),
  trajectoryName: z.string(),
  number: z.int(),
  title: z.string(),
  question: z.string().nullable(),
  plannedFor: z.string(),
  status: z.enum(['planned', 'open']),
  isPaused: z.boolean(),
  /** Whether cards show the room which organisation wrote them. */
  showOrganisations: z.boolean(),
  commitment: z.enum(['none', 'signed', 'withdrawn', 'expired']),
});
