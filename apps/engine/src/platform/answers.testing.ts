import { type Endpoint, problemSchema } from '@buurtbalans/contracts';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { endpointAt } from './endpoint-at.ts';

/** An answer as it leaves the engine. */
interface Sent {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/** What is wrong with an answer, by the table: a value that its schema has otherwise, a key more, another kind of file. */
export function faultsOf({ response, produces }: Endpoint, { status, type, body }: Sent): string[] {
  const isJson = type.startsWith('application/json');
  if (status >= 400)
    return type.startsWith('application/problem+json') ? misfits(problemSchema, body) : [`${status} is no problem`];
  if (status >= 300) return produces ? [] : [`${status} leads elsewhere`];
  if (produces) return produces.some((each) => type.startsWith(each)) ? [] : [`${type} is none of ${produces.join()}`];
  if (!response) return status === 204 ? [] : [`${status} where nothing is answered`];
  return status === 200 && isJson ? misfits(response, body) : [`${status} ${type} where JSON is answered`];
}

/** Where a value and a schema differ, keys that the schema does not name included. */
export function misfits(schema: z.ZodType, text: unknown): string[] {
  const value = JSON.parse(String(text)) as unknown;
  const read = schema.safeParse(value);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return unknownKeys(value, read.data).map((path) => `${path}: not in the contract`);
}

function unknownKeys(value: unknown, read: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || value === read) return [];
  const known = read as Record<string, unknown>;
  return Object.entries(value).flatMap(([key, inner]) =>
    Object.hasOwn(known, key) ? unknownKeys(inner, known[key], `${path}${key}.`) : [`${path}${key}`],
  );
}

/** Has each answer of an engine held against the table before it leaves; to be called before the engine listens. */
export function watchAnswers(fastify: FastifyInstance, tell: (fault: string) => void): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const at = endpointAt(request);
    if (!at) return;
    const sent = { status: reply.statusCode, type: String(reply.getHeader('content-type') ?? ''), body: payload };
    for (const fault of faultsOf(at.endpoint, sent))
      tell(`${at.id} (${at.endpoint.method} ${at.endpoint.path}): ${fault}`);
  });
}
