import type { FastifyReply, FastifyRequest } from 'fastify';
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

/** Largest body that is read to its end though it is refused, in bytes. */
const HEARD_OUT = 4 * BODY_LIMIT;

/**
 * Keeps the connection over which something too large comes, unless it goes on for long. To end it at once would take the
 * answer away from whoever still sends, who then knows only that nobody listens.
 */
export async function hearOut({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.statusCode === 413 && Number(headers['content-length']) <= HEARD_OUT) void reply.removeHeader('connection');
}

/** The limit of a request, as it is said. */
export const bodyLimitOf = (request: FastifyRequest): string => (isSmall(request) ? '64 kB' : '1 MB');
