import {
  type Access,
  type AnswerOf,
  type DeepReadonly,
  type Definition,
  type Endpoint,
  type EndpointId,
  endpoints,
  type Language,
  type ParamsOf,
  type PartOf,
} from '@buurtbalans/contracts';
import type { Account, ParticipantScope, SessionReference, StoredTrajectory } from '@buurtbalans/database';
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
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { routePath } from './endpoint-at.ts';

/** Metadata key under which a handler keeps the id of its endpoint. */
export const ENDPOINT = 'buurtbalans:endpoint';

const verbs = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/** What a handler gives: the answer of its endpoint, a file, or nothing. */
type Handled<I extends EndpointId> = [PartOf<I, 'produces'>] extends [never]
  ? AnswerOf<I> extends undefined
    ? void
    : DeepReadonly<AnswerOf<I>>
  : string | FastifyReply | void;
type Handler<I extends EndpointId> = (...args: never[]) => Handled<I> | Promise<Handled<I>>;

/** Binds a handler to an endpoint of the contract: method, path, status and answer come from there and nowhere else. */
export function Route<I extends EndpointId>(
  id: I,
): <H extends Handler<I>>(target: object, name: string | symbol, handler: TypedPropertyDescriptor<H>) => void {
  const endpoint: Endpoint = endpoints[id];
  const status = endpoint.response || endpoint.produces ? 200 : 204;
  return applyDecorators(verbs[endpoint.method](routePath(endpoint)), HttpCode(status), SetMetadata(ENDPOINT, id));
}

interface Staff {
  readonly account: Account;
  readonly participant?: undefined;
}
interface Participant {
  readonly participant: ParticipantScope;
  readonly account?: undefined;
}
interface Anybody {
  readonly account?: undefined;
  readonly participant?: undefined;
}
interface Callers {
  readonly public: Anybody;
  readonly staff: Staff;
  readonly participant: Participant;
  readonly staff_or_participant: Staff | Participant;
}

/** Who calls, before it is known what: an account, a participant, or nobody who is known. */
export type AnyCaller = Callers[Access];

type Output<S> = [S] extends [never] ? undefined : S extends z.ZodType ? z.output<S> : undefined;
type IsWithin<I extends EndpointId, W, Then> = [PartOf<I, 'within'>] extends [never]
  ? undefined
  : PartOf<I, 'within'> extends W
    ? Then
    : undefined;

/** A call of one endpoint: let in, and with its input checked against the contract. */
export interface Call<I extends EndpointId> {
  readonly params: ParamsOf<I>;
  readonly query: Output<PartOf<I, 'query'>>;
  readonly body: Output<PartOf<I, 'body'>>;
  /** The file that was sent, as it comes in. */
  readonly upload: [PartOf<I, 'upload'>] extends [never] ? undefined : AsyncGenerator<Buffer>;
  readonly caller: Callers[Definition<I>['access']];
  /** The trajectory that the path leads into, as it stood when the account was let in. */
  readonly trajectory: Definition<I>['access'] extends 'staff'
    ? IsWithin<I, 'trajectory' | 'session', StoredTrajectory>
    : undefined;
  /** The session that the path leads into. */
  readonly session: IsWithin<I, 'session', SessionReference>;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A call before it is known of which endpoint. */
export interface AnyCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: AsyncGenerator<Buffer> | undefined;
  readonly caller: AnyCaller;
  readonly trajectory?: StoredTrajectory;
  readonly session?: SessionReference;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A request on which the guard has left the call. */
export interface CalledRequest extends FastifyRequest {
  call: AnyCall;
}

/** Gives a handler its call. */
export const TheCall = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<CalledRequest>().call,
);
