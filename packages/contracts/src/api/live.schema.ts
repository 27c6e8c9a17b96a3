import { AUDIENCES, type LiveCommand, liveCommandSchemas, PAPER_LANGUAGES, stepIdSchema } from '@buurtbalans/domain';
import { z } from 'zod';
import { entriesSchema } from './live-entries.schema.ts';

const [first, ...others] = Object.values(liveCommandSchemas);

/** A command of a live session with the id that its sender made: sending twice does once. */
export const liveCommandRequestSchema = z.strictObject({
  commandId: z.uuid(),
  command: z.discriminatedUnion('type', [first!, ...others]) as unknown as z.ZodType<LiveCommand, unknown>,
});

/** The answer to a command: its position, and whether it came late and waits for the facilitator (`kept`). */
export const liveAcceptedSchema = z.object({ seq: z.int(), kept: z.boolean() });

/**
 * What a screen is sent: everything (`whole`), or what changed. Values stand under the keys of `Entries`; a screen that
 * puts them in place in the order of arrival shows the session. `seq` is the position to resume from, `now` the
 * engine's clock (ISO 8601, UTC).
 */
export const liveMessageSchema = z.object({
  seq: z.int(),
  now: z.string(),
  whole: z.boolean(),
  set: entriesSchema,
  gone: z.array(z.string()),
});

/** Which projection of a session to send, and the position from which to go on. */
export const liveQuerySchema = z.object({
  after: z.coerce.number().int().min(-1).default(-1),
  audience: z.enum(AUDIENCES).default('participant'),
});

/** Which paper forms to print: those of one step, or of all that are not skipped. */
export const paperQuerySchema = z.object({
  step: z.union([z.literal(''), stepIdSchema]).default(''),
  language: z.enum(PAPER_LANGUAGES).default('nl'),
  format: z.enum(['pdf', 'html']).default('pdf'),
});

/** A promise of an earlier session in the lane that is still open, to be carried over. */
export const openPromiseSchema = z.object({
  id: z.uuid(),
  what: z.string(),
  ownerOrganisationId: z.uuid().nullable(),
  owner: z.string(),
  due: z.string().nullable(),
  from: z.uuid(),
});
