import { Readable } from 'node:stream';
import { type Endpoint, mendTexts, type Parameter, ProductError } from '@buurtbalans/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** The parameters of a path; what none of them can be is answered as what is not there. */
export function readParams(
  params: Readonly<Record<string, Parameter>> = {},
  given: unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, { schema, refusal }]) => {
      const read = schema.safeParse((given as Record<string, string>)[name]);
      if (!read.success) throw new ProductError(refusal);
      return [name, read.data];
    }),
  );
}

/** What was sent with a call, by the schemas of its endpoint; every text of a body is mended first. */
export function readInput({ query, body, isContribution }: Endpoint, request: FastifyRequest) {
  return {
    query: query && check(query, request.query),
    body: body && check(body, mendTexts(readBody(request)), isContribution),
  };
}

/** What was read of a body: a stream is one that calls itself something else than JSON, and no sender has to hear what that holds. */
function readBody({ body }: FastifyRequest): unknown {
  if (body instanceof Readable) throw new ProductError('REQUEST.INVALID', { fields: ['·'] });
  return body;
}

function check(schema: z.ZodType, input: unknown, isContribution = false): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const long = isContribution
    ? result.error.issues.find((issue) => issue.code === 'too_big' && issue.origin === 'string')
    : undefined;
  if (long?.code === 'too_big')
    throw new ProductError('CONTRIBUTION.TOO_LONG', {
      length: String(at(input, long.path)).trim().length,
      limit: Number(long.maximum),
    });
  const problems = result.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.message }));
  throw new ProductError('REQUEST.INVALID', { fields: problems.map((problem) => problem.path || '·'), problems });
}

/** What stands at a path of an input. */
const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], input);
