import { ProductError } from '@buurtbalans/contracts';
import { type Database, ensureSessionCode, findSessionByCode, normaliseCode } from '@buurtbalans/database';
import { readLiveState } from '@buurtbalans/workflow';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { makeParticipantToken } from '../platform/access/participant-token.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { organisationsOf, readSessionDetails } from './session-view.ts';

/** Unknown codes within a minute, of all callers together, before everybody has to wait: addresses are not kept. */
const MISSES = 60;

/** Codes and joining; professionals with an account come in without a code. */
@Controller()
export class JoinController {
  #misses = 0;
  #since = 0;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route('makeSessionCode')
  async code(@TheCall() { trajectory: { state }, params }: Call<'makeSessionCode'>) {
    const { code, expiresAt } = await ensureSessionCode(
      this.db,
      params.sessionId,
      state.sessions[params.sessionId]!.plannedFor,
    );
    return { code, expiresAt: expiresAt.toISOString() };
  }

  @Route('readJoinInfo')
  async info(@TheCall() { params }: Call<'readJoinInfo'>) {
    const { reference, session, state, title, question, areaName } = await this.byCode(params.code);
    const organisations = reference.lane === 'professional' ? await organisationsOf(this.db, state) : [];
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
  async join(@TheCall() { params, body }: Call<'join'>) {
    const { reference, session, state } = await this.byCode(params.code);
    if (session.status === 'closed' || session.status === 'cancelled') throw new ProductError('SESSION.NOT_OPEN');
    const { organisationId } = body;
    if (reference.lane === 'professional') {
      if (!organisationId || !Object.hasOwn(state.organisations, organisationId))
        throw new ProductError('SESSION.ORGANISATION_REQUIRED');
    } else if (organisationId) throw new ProductError('SESSION.WRONG_LANE');
    const participant = { ...reference, ...(organisationId ? { organisationId } : {}) };
    return {
      ...makeParticipantToken(this.config.BUURTBALANS_SECRET, participant, new Date()),
      sessionId: reference.sessionId,
      lane: reference.lane,
    };
  }

  @Route('enterSession')
  async enter(@TheCall() { caller, session: reference, trajectory: { state } }: Call<'enterSession'>) {
    const { organisation } = caller.account;
    if (!organisation) throw new ProductError('AUTH.FORBIDDEN');
    if (reference.lane !== 'professional') throw new ProductError('SESSION.WRONG_LANE');
    const { status } = state.sessions[reference.sessionId]!;
    if (status !== 'planned' && status !== 'open') throw new ProductError('SESSION.NOT_OPEN');
    const participant = { ...reference, organisationId: organisation.id };
    return {
      ...makeParticipantToken(this.config.BUURTBALANS_SECRET, participant, new Date()),
      sessionId: reference.sessionId,
      lane: reference.lane,
    };
  }

  private async byCode(typed: string) {
    if (Date.now() - this.#since > 60_000) [this.#misses, this.#since] = [0, Date.now()];
    if (this.#misses >= MISSES) throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: 60 });
    const found = await findSessionByCode(this.db, normaliseCode(typed));
    if (found && !found.expired) return readSessionDetails(this.db, found.reference);
    this.#misses += 1;
    throw new ProductError(found ? 'SESSION.CODE_EXPIRED' : 'SESSION.CODE_UNKNOWN');
  }
}
