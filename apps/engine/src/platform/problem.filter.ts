import { randomBytes } from 'node:crypto';
import {
  codeOf,
  errorCatalogue,
  framesOf,
  problemOf,
  ProductError,
  type Problem,
  serverErrorOf,
} from '@buurtbalans/contracts';
import type { LogEvent } from '@buurtbalans/logging';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyLimitOf } from './body-limit.ts';
import { languageOf } from './language.ts';

/** Turns every error into a problem of the catalogue; what is unexpected is logged under a number that the user sees. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendProblem(error, request, reply);
  }
}

/** Answers with the problem that an error is to its user. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemFor(error, request);
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** The problem that a user gets for an error. */
export function problemFor(error: unknown, request: FastifyRequest): Problem {
  const language = languageOf(request);
  if (error instanceof ProductError) {
    tellOf(request, error);
    return error.problem(language);
  }
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (status === 413) return problemOf('REQUEST.TOO_LARGE', language, { limit: bodyLimitOf(request) });
  if (status === 404 || isNoAddress(code)) return problemOf('REQUEST.NOT_FOUND', language);
  if (status !== undefined && status >= 400 && status < 500)
    return problemOf('REQUEST.INVALID', language, { fields: ['·'] });
  if (isUnstorable(code)) return problemOf('REQUEST.INVALID', language, { fields: ['·'] });
  const shortage = serverErrorOf(code);
  // whoever looks after the server has to hear of what it has run out of, and of a database that is away
  const known = shortage ?? (isConnectionError(code, error) ? 'SERVER.UNAVAILABLE' : undefined);
  if (known) {
    const problem = problemOf(known, language);
    request.log.error(
      { ...placeOf(request), status: problem.status, code: codeOf(error) },
      'request failed' satisfies LogEvent,
    );
    return problem;
  }
  const reference = randomBytes(4).toString('hex');
  const problem = problemOf('SERVER.UNEXPECTED', language, { reference });
  // no message: it can hold what somebody wrote
  request.log.error(
    { ...placeOf(request), status: problem.status, reference, code: codeOf(error), frames: framesOf(error) },
    'unexpected error' satisfies LogEvent,
  );
  return problem;
}

/** Refusals of ours that whoever looks after the server has to hear of, without who was refused. */
function tellOf(request: FastifyRequest, { code }: ProductError): void {
  const { status } = errorCatalogue[code];
  const told = { ...placeOf(request), status, code };
  if (REFUSED_SIGN_INS.has(code)) request.log.info(told, 'sign-in refused' satisfies LogEvent);
  else if (status >= 500) request.log.error(told, 'request failed' satisfies LogEvent);
}

const REFUSED_SIGN_INS: ReadonlySet<string> = new Set(['AUTH.SIGN_IN_FAILED', 'AUTH.TOO_MANY_ATTEMPTS']);

/** Where a request went: the pattern of its address, which holds no id and no token. */
const placeOf = ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url });

// what the router cannot read as an address: broken escapes, or a part longer than any of ours
const isNoAddress = (code: string | undefined): boolean =>
  code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH';

// a NUL in a text, or a number beyond its column: PostgreSQL keeps neither, and the sender can mend it
const isUnstorable = (code: string | undefined): boolean =>
  code !== undefined && ['22021', '22P05', '22003'].includes(code);

// the driver gives no code when the server goes away in the middle of an answer, or no connection can be had
const isConnectionError = (code: string | undefined, error: unknown): boolean =>
  (error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(error.message)) ||
  (code !== undefined &&
    (['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', '25P03'].includes(code) || code.startsWith('08')));
