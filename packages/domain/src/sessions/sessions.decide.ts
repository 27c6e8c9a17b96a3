import type { Effect } from '../effect-keys.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { laneBlocks } from '../trajectory/available.ts';
import { accept, lay, refuse } from '../trajectory/decision.ts';
import { sessionTimer } from '../trajectory/timers.ts';
import { event } from '../trajectory/trajectory.events.ts';
import { type Handlers, notFound, taken } from '../trajectory/handler.ts';

function nextSessionNumber(state: TrajectoryState, lane: string): number {
  const inLane = Object.values(state.sessions).filter((session) => session.lane === lane);
  return Math.max(0, ...inLane.map((session) => session.number)) + 1;
}

/** A moment that is still ahead; nobody is reminded of another. */
const ahead = (moment: string, now: string): string | null => (Date.parse(moment) > Date.parse(now) ? moment : null);

/** The mails of one invitation, or those that take it back. */
const invitations = (sessionId: string, number: number): Effect => ({
  kind: 'job',
  job: 'invitations.send',
  payload: { sessionId, number },
});

/** Planning, opening and closing sessions and meetings, and inviting to them. */
export const sessionHandlers: Handlers<
  'PlanSession' | 'MoveSession' | 'OpenSession' | 'CloseSession' | 'CancelSession' | 'InviteToSession'
> = {
  PlanSession: ({ sessionId, lane, title, question, plannedFor, phases }, state, { template, meta }) => {
    if (state.sessions[sessionId]) return taken('sessionId');
    const blocks = laneBlocks(state, 'PlanSession', lane, template, meta);
    if (blocks.length > 0) return refuse('COMMAND.BLOCKED', { blocks });
    const { ids, contents } = lay(meta, { title }, { question });
    const planned = event('SessionPlanned', {
      sessionId,
      lane,
      number: nextSessionNumber(state, lane),
      ...ids,
      plannedFor: new Date(plannedFor).toISOString(),
      phases,
    });
    return accept(planned, { contents, timers: sessionTimer(template, sessionId, ahead(plannedFor, meta.now)) });
  },

  MoveSession: ({ sessionId, plannedFor }, state, { template, meta }) => {
    const session = state.sessions[sessionId];
    if (!session) return notFound('sessionId');
    if (session.status !== 'planned') return refuse('SESSION.NOT_PLANNED');
    const moved = event('SessionMoved', { sessionId, plannedFor: new Date(plannedFor).toISOString() });
    return accept(moved, { timers: sessionTimer(template, sessionId, ahead(plannedFor, meta.now)) });
  },

  OpenSession: ({ sessionId }, state, { template, meta }) => {
    const session = state.sessions[sessionId];
    if (!session) return notFound('sessionId');
    if (session.status !== 'planned') return refuse('SESSION.NOT_PLANNED');
    const blocks = laneBlocks(state, 'OpenSession', session.lane, template, meta);
    if (blocks.length > 0) return refuse('COMMAND.BLOCKED', { blocks });
    return accept(event('SessionOpened', { sessionId }), { timers: sessionTimer(template, sessionId, null) });
  },

  CloseSession: ({ sessionId }, state) => {
    const session = state.sessions[sessionId];
    if (!session) return notFound('sessionId');
    if (session.status !== 'open') return refuse('SESSION.NOT_OPEN');
    return accept(event('SessionClosed', { sessionId }));
  },

  CancelSession: ({ sessionId, reason }, state, { template, meta }) => {
    const session = state.sessions[sessionId];
    if (!session) return notFound('sessionId');
    if (session.status !== 'planned') return refuse('SESSION.NOT_PLANNED');
    const { ids, contents } = lay(meta, { reason });
    const cancelled = event('SessionCancelled', { sessionId, ...ids });
    const timers = sessionTimer(template, sessionId, null);
    if (!session.invited) return accept(cancelled, { contents, timers });
    const number = session.invited.number + 1;
    const withdrawn = event('InvitationWithdrawn', { sessionId, number, plannedFor: session.plannedFor });
    return accept([withdrawn, cancelled], { contents, timers, effects: [invitations(sessionId, number)] });
  },

  InviteToSession: ({ sessionId, receiverIds }, state) => {
    const session = state.sessions[sessionId];
    if (!session) return notFound('sessionId');
    if (session.lane === 'resident') return refuse('SESSION.NO_INVITATIONS');
    if (session.status !== 'planned') return refuse('SESSION.NOT_PLANNED');
    const number = (session.invited?.number ?? 0) + 1;
    const invited = event('SessionInvited', {
      sessionId,
      number,
      plannedFor: session.plannedFor,
      receiverIds: [...new Set(receiverIds)],
    });
    return accept(invited, { effects: [invitations(sessionId, number)] });
  },
};
