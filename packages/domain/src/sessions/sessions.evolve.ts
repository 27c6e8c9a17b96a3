import { type Appliers, patch, put } from '../trajectory/applier.ts';

/** Sessions and meetings, and the invitations to them. */
export const sessionAppliers: Appliers<
  | 'SessionPlanned'
  | 'SessionMoved'
  | 'SessionOpened'
  | 'SessionClosed'
  | 'SessionCancelled'
  | 'SessionInvited'
  | 'InvitationWithdrawn'
> = {
  SessionPlanned: ({ sessionId, ...session }, { sessions }) => ({
    sessions: put(sessions, sessionId, { ...session, status: 'planned' }),
  }),
  SessionMoved: ({ sessionId, plannedFor }, { sessions }) => ({ sessions: patch(sessions, sessionId, { plannedFor }) }),
  SessionOpened: ({ sessionId }, { sessions }, { at }) => ({
    sessions: patch(sessions, sessionId, { status: 'open', openedAt: at }),
  }),
  SessionClosed: ({ sessionId }, { sessions }, { at }) => ({
    sessions: patch(sessions, sessionId, { status: 'closed', closedAt: at }),
  }),
  SessionCancelled: ({ sessionId }, { sessions }) => ({
    sessions: patch(sessions, sessionId, { status: 'cancelled' }),
  }),
  SessionInvited: ({ sessionId, number, plannedFor }, { sessions }, { at }) => ({
    sessions: patch(sessions, sessionId, { invited: { number, plannedFor, at } }),
  }),
  InvitationWithdrawn: ({ sessionId, number, plannedFor }, { sessions }, { at }) => ({
    sessions: patch(sessions, sessionId, { invited: { number, plannedFor, at } }),
  }),
};
