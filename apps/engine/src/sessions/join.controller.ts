import { ProductError } from '@buurtbalans/contracts';
import {
  type Database,
  ensureSessionCode,
  findSessionByCode,
  normaliseCode,
  type ParticipantScope,
  renewSessionCode,
  revokeSessionCode,
  type SessionCode,
  type SessionReference,
} from '@buurtbalans/database';
import { readLiveState } from '@buurtbalans/workflow';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../platform/config.ts';
import { bearerOf, makeParticipantToken, participantBefore } from '../platform/access/participant-token.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { LiveRooms } from './live-rooms.service.ts';
import { isPutOut } from './seats.ts';
import { organisationsOf, readSessionDetails } from './session-view.ts';

/**
 * Unknown codes within a minute, of all callers together, before more of them are answered so that their sender waits. A
 * right one is looked up first and always let in: that nobody guesses one rests on its length (ADR 44).
 */
const MISSES = 3_000;

/** Codes and joining; professionals with an account come in without a code. */
@Controller()
export class JoinController {
  #misses = 0;
  #since = 0;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly rooms: LiveRooms,
  ) {}

  @Route('makeSessionCode')
  async code(@TheCall() { trajectory: { state }, params: { sessionId } }: Call<'makeSessionCode'>) {
    return codeItem(await ensureSessionCode(this.db, sessionId, state.sessions[sessionId]!.plannedFor));
  }

  @Route('renewSessionCode')
  async renew(@TheCall() { trajectory: { state }, params: { sessionId } }: Call<'renewSessionCode'>) {
    return codeItem(await renewSessionCode(this.db, sessionId, state.sessions[sessionId]!.plannedFor));
  }

  @Route('revokeSessionCode')
  async revoke(@TheCall() { params }: Call<'revokeSessionCode'>): Promise<void> {
    await revokeSessionCode(this.db, params.sessionId);
  }

  @Route('readJoinInfo')
  async info(@TheCall() { params }: Call<'readJoinInfo'>) {
    const { reference, session, state, title, question, areaName } = await this.byCode(params.code);
    const organisations = reference.lane === 'professional' ? organisationsOf(state) : [];
    const live = await readLiveState(this.db, reference);
    return {
      sessionId: reference.sessionId,
      lane: reference.lane,
      title,
      question,
      areaName,
      status: session.status,
      showOrganisations: live?.state.script.showOrganisations ?? false,
      organisations,
    };
  }

  @Route('join')
  async join(@TheCall() { params, body, request }: Call<'join'>) {
    const { reference, session, state } = await this.byCode(params.code);
    if (session.status === 'closed' || session.status === 'cancelled') throw new ProductError('SESSION.NOT_OPEN');
    const { organisationId } = body;
    if (reference.lane === 'professional') {
      if (!organisationId || !Object.hasOwn(state.organisations, organisationId))
        throw new ProductError('SESSION.ORGANISATION_REQUIRED');
    } else if (organisationId) throw new ProductError('SESSION.WRONG_LANE');
    const participant = { ...reference, ...(organisationId ? { organisationId } : {}) };
    return this.seated(participant, this.before(request, reference));
  }

  @Route('enterSession')
  async enter(@TheCall() { caller, session: reference, trajectory: { state }, request }: Call<'enterSession'>) {
    const { organisation } = caller.account;
    if (!organisation) throw new ProductError('AUTH.FORBIDDEN');
    if (reference.lane !== 'professional') throw new ProductError('SESSION.WRONG_LANE');
    const { status } = state.sessions[reference.sessionId]!;
    if (status !== 'planned' && status !== 'open') throw new ProductError('SESSION.NOT_OPEN');
    const participant = { ...reference, organisationId: organisation.id };
    const before = this.before(request, reference);
    // a computer that colleagues of several organisations sign in at
    return this.seated(participant, before?.organisationId === organisation.id ? before : undefined);
  }

  /** As whom this browser took part before. */
  private before(request: FastifyRequest, { sessionId }: SessionReference): ParticipantScope | undefined {
    return participantBefore(this.config.BUURTBALANS_SECRET, bearerOf(request), sessionId);
  }

  /** A token for the seat of before, or for a new one. */
  private async seated(participant: Omit<ParticipantScope, 'seat'>, before: ParticipantScope | undefined) {
    const { BUURTBALANS_SECRET: secret } = this.config;
    const { sessionId, lane } = participant;
    const seat = before?.seat;
    if (seat !== undefined) {
      if (isPutOut(secret, await (await this.rooms.room(participant)).latest(), seat))
        throw new ProductError('SESSION.PUT_OUT');
    }
    return { ...makeParticipantToken(secret, participant, new Date(), seat), sessionId, lane };
  }

  private async byCode(typed: string) {
    const found = await findSessionByCode(this.db, normaliseCode(typed));
    if (found && !found.expired) return readSessionDetails(this.db, found.reference);
    if (Date.now() - this.#since > 60_000) [this.#misses, this.#since] = [0, Date.now()];
    this.#misses += 1;
    if (this.#misses > MISSES) throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: 60 });
    throw new ProductError(found ? 'SESSION.CODE_EXPIRED' : 'SESSION.CODE_UNKNOWN');
  }
}

const codeItem = (made: SessionCode | undefined) => ({
  code: made?.code ?? null,
  expiresAt: made?.expiresAt.toISOString() ?? null,
});
