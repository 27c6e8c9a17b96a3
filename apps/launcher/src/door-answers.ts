import { type ErrorCode, languageAsked, problemOf } from '@buurtbalans/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Seconds after which it makes sense to ask again. */
const AGAIN_S = 2;
const WAITING = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="${AGAIN_S}"><title>Buurtbalans</title>
<body style="font:1.25rem/1.6 sans-serif;margin:10vh auto;max-width:30rem;padding:1rem"><p>Buurtbalans start. Deze pagina ververst vanzelf.</p><p lang="en">Buurtbalans is starting. This page refreshes by itself.</p></body></html>`;

/** The answer while the program behind the door does not: a page that comes again by itself to a person, a problem to a program. */
export function notAnswering(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('retry-after', AGAIN_S).header('cache-control', 'no-store');
  if (asksForPage(request)) void reply.code(503).type('text/html; charset=utf-8').send(WAITING);
  else sendProblem(request, reply, 'SERVER.UNAVAILABLE');
}

/** The answer to what the door itself does not let through. */
export function refused(
  error: { readonly statusCode?: number; readonly code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  // broken escapes are no address, and nothing is there; the framework's own answer would repeat what was asked for
  if (error.code === 'FST_ERR_BAD_URL') return sendProblem(request, reply, 'REQUEST.NOT_FOUND');
  if (error.statusCode === 413) return sendProblem(request, reply, 'REQUEST.TOO_LARGE', { limit: '100 MB' });
  if (error.statusCode !== undefined && error.statusCode < 500)
    return sendProblem(request, reply, 'REQUEST.INVALID', { fields: ['·'] });
  notAnswering(request, reply);
}

function sendProblem(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const problem = problemOf(code, languageAsked(headers['accept-language']), details);
  void reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

/** Browsers say so when somebody goes to an address; scripts and programs do not. */
const asksForPage = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(headers.accept ?? '');
