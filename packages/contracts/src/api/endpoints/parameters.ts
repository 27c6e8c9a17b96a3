import { LANES } from '@buurtbalans/domain';
import { z } from 'zod';
import type { ErrorCode } from '../../errors/catalogue.ts';

/** What stands in a path for a `{name}`: what it may be, and how something else is answered, since it cannot exist. */
export interface Parameter<S extends z.ZodType<unknown, string> = z.ZodType<unknown, string>> {
  readonly schema: S;
  readonly refusal: ErrorCode;
}

function parameter<S extends z.ZodType<unknown, string>>(
  schema: S,
  refusal: ErrorCode = 'REQUEST.NOT_FOUND',
): Parameter<S> {
  return { schema, refusal };
}

/** Largest number that a column of whole numbers holds. */
const INT = 2_147_483_647;

/** An id that a program made. */
export const uuid = parameter(z.uuid());

/** One of the two lanes. */
export const lane = parameter(z.enum(LANES));

/** The code of a session as somebody typed it: small letters, spaces and hyphens do no harm. */
export const code = parameter(
  z
    .string()
    .max(60)
    .regex(/[\dA-Za-z]/),
  'SESSION.CODE_UNKNOWN',
);

/** Name of a template. */
export const template = parameter(z.string().regex(/^[a-z][a-z0-9-]*$/), 'TEMPLATE.NOT_FOUND');

/** Version of a template: a whole number from 1. */
export const version = parameter(
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(INT)),
  'TEMPLATE.NOT_FOUND',
);

/** Token of a public link, or of a link of one reader: 32 bytes. */
export const linkToken = parameter(z.string().regex(/^[\w-]{43}$/), 'SHARING.NOT_FOUND');

/** Token of a link to an account: 32 bytes. */
export const accountToken = parameter(z.string().regex(/^[\w-]{43}$/), 'ACCOUNT.LINK_NOT_GOOD');

/** Token of a signed link to one file: 54 bytes. */
export const downloadToken = parameter(z.string().regex(/^[\w-]{72}$/), 'REPORT.NOT_FOUND');

/** Name of a queue. */
export const queue = parameter(z.string().regex(/^[\w-]{1,60}$/));

/** Id of a job in its queue. */
export const job = parameter(z.string().min(1).max(200), 'JOB.NOT_FOUND');
