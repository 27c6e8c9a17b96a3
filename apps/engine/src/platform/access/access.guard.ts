import { type Access, type Endpoint, type EndpointId, endpoints, mayCall, ProductError } from '@buurtbalans/contracts';
import { type Database, findSession, type ParticipantScope } from '@buurtbalans/database';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { languageOf } from '../language.ts';
import { type AnyCall, type AnyCaller, type CalledRequest, ENDPOINT } from '../route.ts';
import { CONFIG, DATABASE } from '../tokens.ts';
import { limited } from '../upload.ts';
import { readInput, readParams } from './input.ts';
import { bearerOf, readParticipantToken } from './participant-token.ts';
import { sameOrigin } from './same-origin.ts';
import { askForSecondFactor } from './second-factor-state.ts';
import { signedIn } from './sign-in.ts';
import { accountIn, visibleTrajectory } from './who-sees.ts';

type Place = Pick<AnyCall, 'trajectory' | 'session'>;

/**
 * Lets in whom the endpoint table lets in, and leaves for the handler what was read on the way. Who calls is asked first,
 * then whether there is such a place for them, then their role, and only then what they sent.
 */
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
    const endpoint: Endpoint = endpoints[id];
    const caller = await this.callerOf(request, endpoint.access);
    if (caller.account && endpoint.method !== 'GET') sameOrigin(request);
    if (caller.account) await askForSecondFactor(this.db, caller.account, id, this.config);
    const params = readParams(endpoint.params, request.params);
    const place = await this.enter(endpoint, caller, params);
    if (caller.account && !mayCall(id, caller.account.role)) throw new ProductError('AUTH.FORBIDDEN');
    request.call = {
      params,
      ...readInput(endpoint, request),
      ...place,
      upload: endpoint.upload && limited(request.body, endpoint.upload.limit),
      caller:
        caller.account && place.trajectory ? { account: accountIn(caller.account, place.trajectory.state) } : caller,
      language: languageOf(request),
      request,
      reply,
    };
    return true;
  }

  private async callerOf(request: FastifyRequest, access: Access): Promise<AnyCaller> {
    if (access === 'public') return {};
    const participant = access === 'staff' ? undefined : this.participantOf(request);
    if (participant) return { participant };
    if (access === 'participant') throw new ProductError('SESSION.NOT_JOINED');
    const account = await signedIn(this.db, request, this.config);
    if (!account) throw new ProductError(access === 'staff' ? 'AUTH.REQUIRED' : 'SESSION.NOT_JOINED');
    return { account };
  }

  private participantOf(request: FastifyRequest): ParticipantScope | undefined {
    const token = bearerOf(request);
    return token ? readParticipantToken(this.config.BUURTBALANS_SECRET, token, new Date()) : undefined;
  }

  /** The place that the path names, for whom it is there: a participant's own session, or a trajectory that the account sees. */
  private async enter(
    { within }: Endpoint,
    { account, participant }: AnyCaller,
    params: Readonly<Record<string, unknown>>,
  ): Promise<Place> {
    if (participant) {
      if (within !== 'session') return {};
      const { sessionId, trajectoryId, lane } = participant;
      if (sessionId !== params.sessionId) throw new ProductError('SESSION.WRONG_LANE');
      return { session: { sessionId, trajectoryId, lane } };
    }
    if (!account || !within) return {};
    if (within === 'trajectory')
      return { trajectory: await visibleTrajectory(this.db, account, params.trajectoryId as string) };
    const session = await findSession(this.db, params.sessionId as string);
    if (!session) throw new ProductError('SESSION.NOT_FOUND');
    return { session, trajectory: await visibleTrajectory(this.db, account, session.trajectoryId) };
  }
}
