import type { LogEvent } from '@buurtbalans/logging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpointAt } from './endpoint-at.ts';

/** An answer that took longer than so many milliseconds is told. */
const SLOW_MS = 3_000;

/** Tells of an answer that took long; of every other one only to whoever searches (`LOG_LEVEL=debug`). */
export async function tellOfAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  // a stream lasts as long as somebody listens, which says nothing of the engine
  const isStream = endpointAt(request)?.endpoint.produces?.includes('text/event-stream') ?? false;
  const isSlow = reply.elapsedTime >= SLOW_MS && !isStream;
  request.log[isSlow ? 'warn' : 'debug'](
    {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    },
    (isSlow ? 'slow request' : 'request') satisfies LogEvent,
  );
}
