import { dutchDay } from './local-time.ts';
import type { SessionState } from '../sessions/sessions.state.ts';
import type { TrajectoryState } from './trajectory-state.ts';

const DAY = 86_400_000;

/** Whole days since a moment. */
export function daysSince(moment: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(moment)) / DAY));
}

/** The session that is open or comes next. */
export function nextSession(state: TrajectoryState) {
  const order: Record<SessionState['status'], number> = { open: 0, planned: 1, closed: 2, cancelled: 3 };
  const [first] = Object.entries(state.sessions)
    .filter(([, session]) => session.status === 'open' || session.status === 'planned')
    .sort(
      ([, one], [, other]) => order[one.status] - order[other.status] || one.plannedFor.localeCompare(other.plannedFor),
    );
  if (!first) return null;
  const [id, { lane, number, plannedFor }] = first;
  return { id, lane, number, plannedFor };
}

/** What tells whether a session counts, in a state and in what is shown of one. */
interface CountedSession {
  readonly lane: string;
  readonly status: SessionState['status'];
  readonly formerArea?: unknown;
}

/** Whether a session counts for the conditions of the method: it is not cancelled, and was not held about a former area. */
export function sessionCounts({ status, formerArea }: Pick<CountedSession, 'status' | 'formerArea'>): boolean {
  return status !== 'cancelled' && !formerArea;
}

/** How many of the sessions of a lane that count are planned, and how many of those are closed. */
export function laneProgress(sessions: readonly CountedSession[], lane?: string): { closed: number; planned: number } {
  const planned = sessions.filter((session) => (lane === undefined || session.lane === lane) && sessionCounts(session));
  return { closed: planned.filter(({ status }) => status === 'closed').length, planned: planned.length };
}

/** A sharing commitment as it stands today: a signed one ends on its last day. */
export function sharingCommitmentStatus(
  organisation: TrajectoryState['organisations'][string],
  now: Date,
): 'none' | 'signed' | 'withdrawn' | 'expired' {
  const { status, until = '' } = organisation.commitment;
  return status === 'signed' && until < dutchDay(now.toISOString()) ? 'expired' : status;
}

/** Open gaps whose date has passed. */
export function isOverdue(gap: TrajectoryState['gaps'][string], now: Date): boolean {
  return gap.answer === null && gap.due !== null && gap.due < dutchDay(now.toISOString());
}
