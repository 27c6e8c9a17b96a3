import type { FastifyRequest } from 'fastify';
import { bearerOf } from './access/participant-token.ts';
import { endpointAt } from './endpoint-at.ts';

/** Largest JSON body, in bytes. */
export const BODY_LIMIT = 1024 * 1024;
/** Largest body of whoever has no account, in bytes: a card of a thousand letters in any script, ten times over. */
export const SMALL_BODY_LIMIT = 64 * 1024;

const isSmall = (request: FastifyRequest): boolean =>
  bearerOf(request) !== undefined || endpointAt(request)?.endpoint.access === 'public';

/** Refuses what a participant says to be longer than they send, before it comes. */
export async function limitParticipants(request: FastifyRequest): Promise<void> {
  if (bearerOf(request) && Number(request.headers['content-length']) > SMALL_BODY_LIMIT)
    throw Object.assign(new Error('too large'), { statusCode: 413 });
}

/** The limit of a request, as it is said. */
export const bodyLimitOf = (request: FastifyRequest): string => (isSmall(request) ? '64 kB' : '1 MB');
