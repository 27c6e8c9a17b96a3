import { z } from 'zod';

/** Terms that one page has. */
export const TERMS_PAGE = 50;

/** Until when a trajectory is kept. Times are ISO 8601. */
export const termSchema = z.object({
  trajectoryId: z.uuid(),
  name: z.string(),
  district: z.string(),
  status: z.string(),
  phase: z.string(),
  /** How long its template keeps it after what happened in it last. */
  months: z.int(),
  /** From when on it can be erased; null as long as it was neither stopped nor completed. */
  ends: z.iso.datetime().nullable(),
  /** Nothing of it is erased by itself while somebody holds it. */
  hold: z.object({ reason: z.string(), by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  /** What a change has to name. */
  version: z.int(),
});

/** Which terms are asked for; pages count from 1. */
export const termFilterSchema = z.object({
  text: z.string().max(120).optional(),
  held: z.enum(['true']).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});

/** Holding a trajectory; the version is the one that was looked at. */
export const holdSchema = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  expectedVersion: z.int().min(0).max(1_000_000),
  /** The writer was warned of words about somebody, and says that they are none. */
  confirmedNotPersonal: z.boolean().default(false),
});
