import { z } from 'zod';
import { factsHash, id } from '../trajectory/command-parts.ts';

/** Documents that can be asked for. */
export const DOCUMENTS = ['shared-picture', 'resident-edition', 'plan', 'minutes', 'profile'] as const;

/** One of the {@link DOCUMENTS}. */
export type DocumentKind = (typeof DOCUMENTS)[number];

/** Commands about documents. */
export const documentCommands = {
  RequestReport: z.strictObject({
    type: z.literal('RequestReport'),
    reportId: id,
    document: z.enum(DOCUMENTS),
    format: z.enum(['pdf', 'html']),
    language: z.enum(['nl', 'en']),
    sessionId: id.nullable().default(null),
    /** The plan as it stands now, also when one was agreed before. */
    concept: z.boolean().default(false),
    facts: factsHash,
  }),
  CancelReport: z.strictObject({ type: z.literal('CancelReport'), reportId: id }),
  RecordReport: z.strictObject({
    type: z.literal('RecordReport'),
    reportId: id,
    outcome: z.enum(['rendered', 'failed']),
    sha256: z.string().max(64),
    pages: z.int().min(0),
    errorCode: z.string().max(80).default(''),
  }),
} as const;
