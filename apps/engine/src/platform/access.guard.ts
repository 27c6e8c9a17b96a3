import { createHash } from 'node:crypto';
import {
  type Access,
  type EndpointId,
  endpoints,
  type Language,
  languageAsked,
  ProductError,
} from '@buurtbalans/contracts';
import { type Database, findSignIn } from '@buurtbalans/database';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from './config.ts';
import { readParticipantToken } from './participant-token.ts';
import { type CalledRequest, type Caller, ENDPOINT } from './route.ts';
import { CONFIG, DATABASE } from './tokens.ts';

/** Name of the cookie that holds a sign-in token. */
export const COOKIE = 'buurtbalans';

/** What the database keeps of a sign-in token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The reader's language: Dutch unless English is asked for first. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  return languageAsked(request.headers['accept-language']);
}

/** Checks who calls and what they send, by the contract of the endpoint, and leaves the call for the handler. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const id = this.reflector.get<EndpointId | undefined>(ENDPOINT, context.getHandler());
    if (!id) return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const endpoint = endpoints[id];
    const caller = await this.callerOf(request, endpoint.access);
    if (caller.account && endpoint.method !== 'GET') sameOrigin(request);
    const params = pathParams(request.params as Record<string, string>);
    const query = 'query' in endpoint ? check(endpoint.query, request.query) : undefined;
    const body = 'body' in endpoint ? check(endpoint.body, request.body, id === 'sendLive') : undefined;
    request.call = {
      params,
      query,
      body,
      caller,
      language: languageOf(request),
      request,
      reply,
    } as CalledRequest['call'];
    return true;
  }

  private async callerOf(request: FastifyRequest, access: Access): Promise<Caller> {
    if (access === 'public') return {};
    const participant = access === 'staff' ? undefined : this.participantOf(request);
    if (participant) return { participant };
    if (access === 'participant') throw new ProductError('SESSION.NOT_JOINED');
    const token = request.cookies[COOKIE];
    const account = token ? await findSignIn(this.db, hashToken(token)) : undefined;
    if (!account) throw new ProductError(access === 'staff' ? 'AUTH.REQUIRED' : 'SESSION.NOT_JOINED');
    return { account };
  }

  private participantOf(request: FastifyRequest) {
    const [scheme, bearer] = (request.headers.authorization ?? '').split(' ');
    const token = scheme === 'Bearer' ? bearer : undefined;
    return token ? readParticipantToken(this.config.BUURTBALANS_SECRET, token, new Date()) : undefined;
  }
}

/** Ids in paths are UUIDs, except codes; anything else cannot exist. */
function pathParams(params: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(params)) {
    if (name.endsWith('Id') && !z.uuid().safeParse(value).success) throw new ProductError('REQUEST.NOT_FOUND');
    if (name === 'lane' && value !== 'professional' && value !== 'resident')
      throw new ProductError('REQUEST.NOT_FOUND');
  }
  return params;
}

/** @param isWritten whether a text in it that is too long is somebody's contribution, which is told by how much. */
function check(schema: z.ZodType, input: unknown, isWritten = false): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const long = isWritten
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

/** A write that the browser says comes from elsewhere is refused; the cookie alone proves nothing then. */
function sameOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const origin = request.headers.origin;
  if (site === undefined && origin === undefined) return;
  const host = request.headers['x-forwarded-host'] ?? request.headers.host;
  if (site === undefined && origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ProductError('REQUEST.ORIGIN');
}
