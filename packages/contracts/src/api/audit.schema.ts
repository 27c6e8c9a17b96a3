import { AUDIT_KINDS, LANES, ROLES } from '@buurtbalans/domain';
import { z } from 'zod';

/** Rows that one page of the audit has. */
export const AUDIT_PAGE = 50;
/** Rows that one file of it has at most; a period that has more is taken in parts. */
export const AUDIT_FILE_ROWS = 20_000;

/** What of the audit is asked for; days by the Dutch calendar, both included. */
export const auditFilterSchema = z.object({
  accountId: z.uuid().optional(),
  kind: z.enum(AUDIT_KINDS).optional(),
  trajectoryId: z.uuid().optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});

/** One thing that somebody read or changed: ids, and the name of the account. Times are ISO 8601. */
export const auditEntrySchema = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(AUDIT_KINDS),
  /** Id of the endpoint, or type of the event. */
  action: z.string(),
  /** Null: the product itself, or its command line. The name is null when no such account is there. */
  account: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  role: z.enum([...ROLES, 'system']).nullable(),
  trajectoryId: z.uuid().nullable(),
  sessionId: z.uuid().nullable(),
  lane: z.enum(LANES).nullable(),
  subject: z.string().nullable(),
});

/** See {@link auditEntrySchema}. */
export type AuditItem = z.infer<typeof auditEntrySchema>;

/** A page of it, newest first, with the people to choose from. */
export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema),
  /** What to ask for `before` to see what is older; null at the end. */
  next: z.int().nullable(),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
