import { ProductError } from '@buurtbalans/contracts';
import { type Database, findSession, findSessionByCode, readSessionCode, saveSessionCode } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { makeParticipantToken } from '../platform/participant-token.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { facilitatedTrajectory } from '../trajectories/trajectory-access.ts';
import { newSessionCode, normaliseCode } from './session-code.ts';
import { organisationsOf, readSessionDetails } from './session-view.ts';

/** Days that a code stays valid after the session's planned start, so that a session may be moved a little. */
const DAYS = 2;
/** Unknown codes within a minute, of all callers together, before everybody has to wait: addresses are not kept. */
const MISSES = 60;

/** Codes and joining. */
@Controller()
export class JoinController {
  #misses = 0;
  #since = 0;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route('makeSessionCode')
  async code(@TheCall() { caller, params }: Call<'makeSessionCode'>) {
    const reference = await findSession(this.db, params.sessionId);
    if (!reference) throw new ProductError('SESSION.NOT_FOUND');
    const { state } = await facilitatedTrajectory(this.db, caller.account!, reference.trajectoryId);
    const start = Math.max(Date.now(), Date.parse(state.sessions[params.sessionId]?.plannedFor ?? ''));
    const expiresAt = new Date(start + DAYS * 86_400_000);
    for (;;) {
      const known = await readSessionCode(this.db, params.sessionId);
      if (known) return { code: known.code, expiresAt: known.expiresAt.toISOString() };
      await saveSessionCode(this.db, params.sessionId, newSessionCode(), expiresAt);
    }
  }

  @Route('readJoinInfo')
  async info(@TheCall() { params }: Call<'readJoinInfo'>) {
    const { reference, session, state, title, question, areaName } = await this.byCode(params.code);
    const organisations = reference.lane === 'professional' ? await organisationsOf(this.db, state) : [];
    return { sessionId: reference.sessionId, lane: reference.lane, title, question, areaName, status: session.status, organisations };
  }

  @Route('join')
  async join(@TheCall() { params, body }: Call<'join'>) {
    const { reference, session, state } = await this.byCode(params.code);
    if (session.status === 'closed' || session.status === 'cancelled') throw new ProductError('SESSION.NOT_OPEN');
    const { organisationId } = body;
    if (reference.lane === 'professional') {
      if (!organisationId || !Object.hasOwn(state.organisations, organisationId)) throw new ProductError('SESSION.ORGANISATION_REQUIRED');
    } else if (organisationId) throw new ProductError('SESSION.WRONG_LANE');
    const participant = { ...reference, ...(organisationId ? { organisationId } : {}) };
    return { ...makeParticipantToken(this.config.BUURTBALANS_SECRET, participant, new Date()), sessionId: reference.sessionId, lane: reference.lane };
  }

  private async byCode(typed: string) {
    if (Date.now() - this.#since > 60_000) [this.#misses, this.#since] = [0, Date.now()];
    if (this.#misses >= MISSES) throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: 60 });
    const reference = await findSessionByCode(this.db, normaliseCode(typed));
    if (reference) return readSessionDetails(this.db, reference);
    this.#misses += 1;
    throw new ProductError('SESSION.CODE_UNKNOWN');
  }
}
