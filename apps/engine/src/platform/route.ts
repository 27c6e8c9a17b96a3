import { type EndpointId, endpoints } from '@buurtbalans/contracts';
import {
  applyDecorators,
  createParamDecorator,
  Delete,
  type ExecutionContext,
  Get,
  HttpCode,
  Post,
  Put,
  SetMetadata,
} from '@nestjs/common';
import type { Account, ParticipantScope } from '@buurtbalans/database';
import type { Language } from '@buurtbalans/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** Metadata key under which a handler keeps the id of its endpoint. */
export const ENDPOINT = 'buurtbalans:endpoint';

const verbs = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/** Binds a handler to an endpoint of the contract: method, path and status come from there and nowhere else. */
export function Route(id: EndpointId): MethodDecorator {
  const endpoint = endpoints[id];
  const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
  const status = 'response' in endpoint || 'produces' in endpoint ? 200 : 204;
  return applyDecorators(verbs[endpoint.method](path), HttpCode(status), SetMetadata(ENDPOINT, id));
}

type Definition<I extends EndpointId> = (typeof endpoints)[I];
type Output<D, K extends string> = D extends { readonly [P in K]: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : undefined
  : undefined;
type PathNames<P extends string> = P extends `${string}{${infer N}}${infer R}` ? N | PathNames<R> : never;

/** Who calls: an account, a participant, or nobody. */
export interface Caller {
  readonly account?: Account;
  readonly participant?: ParticipantScope;
}

/** A call of one endpoint, with its input checked against the contract. */
export interface Call<I extends EndpointId> {
  readonly params: Record<PathNames<Definition<I>['path']>, string>;
  readonly query: Output<Definition<I>, 'query'>;
  readonly body: Output<Definition<I>, 'body'>;
  readonly caller: Caller;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A request on which the guard has left the call. */
export interface CalledRequest extends FastifyRequest {
  call: Call<EndpointId>;
}

/** Gives a handler its call. */
export const TheCall = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<CalledRequest>().call,
);
