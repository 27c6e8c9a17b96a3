import { type Endpoint, endpoints } from '@buurtbalans/contracts';
import type { LogEvent } from '@buurtbalans/logging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from './api-prefix.ts';

/** An answer that took longer than so many milliseconds is told. */
const SLOW_MS = 3_000;

/** Streams last as long as somebody listens, which says nothing of the engine. */
const STREAMS: ReadonlySet<string> = new Set(
  Object.values<Endpoint>(endpoints)
    .filter(({ produces }) => produces === 'text/event-stream')
    .map(({ path }) => API_PREFIX + path.replace(/\{(\w+)\}/g, ':$1')),
);

/** Tells of an answer that took long; of every other one only to whoever searches (`LOG_LEVEL=debug`). */
export async function tellOfAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const route = request.routeOptions.url;
  const isSlow = reply.elapsedTime >= SLOW_MS && !STREAMS.has(route ?? '');
  request.log[isSlow ? 'warn' : 'debug'](
    { method: request.method, route, status: reply.statusCode, durationMs: reply.elapsedTime },
    (isSlow ? 'slow request' : 'request') satisfies LogEvent,
  );
}
