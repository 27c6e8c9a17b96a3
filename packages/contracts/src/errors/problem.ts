import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from './catalogue.ts';
import { fillText, problemType } from './define-errors.ts';

/** Languages of the product. */
export const LANGUAGES = ['nl', 'en'] as const;

/** One of the {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** The language that an `Accept-Language` header asks for: Dutch unless English comes first. */
export function languageAsked(header: string | undefined): Language {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'nl';
}

const block = z.object({
  guardId: z.string().optional(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  unblockedBy: z.array(z.string()),
  waivable: z.boolean(),
});

/** Error response of the API: `application/problem+json` (RFC 9457) with our code and, where they help, the details. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** Values behind the text: file, row, column, fields … */
  details: z.record(z.string(), z.unknown()),
  /** What is in the way of a command, and what would take it out of the way. */
  blocks: z.array(block).optional(),
  /** For a stale version: the journal entries that the sender had not seen. */
  since: z.array(z.object({ seq: z.int(), type: z.string(), at: z.string(), role: z.string() })).optional(),
  currentVersion: z.int().optional(),
});

/** See {@link problemSchema}. */
export type Problem = z.infer<typeof problemSchema>;

/** Builds a problem in the asked language from the catalogue. */
export function problemOf(
  code: ErrorCode,
  language: Language,
  details: Readonly<Record<string, unknown>> = {},
  extra: Partial<Pick<Problem, 'blocks' | 'since' | 'currentVersion'>> = {},
): Problem {
  const definition = errorCatalogue[code];
  const text = definition[language];
  return {
    type: problemType(code),
    title: fillText(text.title, details),
    status: definition.status,
    detail: fillText(text.advice, details),
    code,
    details: { ...details },
    ...extra,
  };
}

/** An error of the catalogue on its way to a user. */
export class ProductError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly extra: Partial<Pick<Problem, 'blocks' | 'since' | 'currentVersion'>>;

  constructor(
    code: ErrorCode,
    details: Readonly<Record<string, unknown>> = {},
    extra: Partial<Pick<Problem, 'blocks' | 'since' | 'currentVersion'>> = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'ProductError';
    this.code = code;
    this.details = details;
    this.extra = extra;
  }

  /** The same error as a problem in the asked language. */
  problem(language: Language): Problem {
    return problemOf(this.code, language, this.details, this.extra);
  }
}
