import type { SessionPromise } from './live-state.ts';

/** A session with the promises in it. */
export interface PromisesOfSession {
  readonly sessionId: string;
  /** Number within its lane. */
  readonly number: number;
  readonly promises: readonly SessionPromise[];
}

/** A promise of a lane, however many sessions it was carried through. */
export interface LanePromise extends SessionPromise {
  /** Sessions in which it stands, in their order. */
  readonly sessionIds: readonly string[];
}

/** The promises of a lane, each once: as it stands in the last session that has it, and settled once any session says so last. */
export function promisesOfLane(sessions: readonly PromisesOfSession[]): LanePromise[] {
  const found = new Map<string, LanePromise>();
  for (const { sessionId, promises } of sessions.toSorted((one, other) => one.number - other.number)) {
    for (const promise of promises)
      found.set(promise.id, { ...promise, sessionIds: [...(found.get(promise.id)?.sessionIds ?? []), sessionId] });
  }
  return [...found.values()];
}

/** Whether the day (ISO) has passed on which it was to be done. One without a day is never overdue. */
export const isPromiseOverdue = ({ status, due }: Pick<SessionPromise, 'status' | 'due'>, today: string): boolean =>
  status === 'open' && due !== null && due < today;

/** How many are open, and how many of those are overdue: all that is told outside the lane. */
export function countPromises(promises: readonly SessionPromise[], today: string): { open: number; overdue: number } {
  return {
    open: promises.filter(({ status }) => status === 'open').length,
    overdue: promises.filter((promise) => isPromiseOverdue(promise, today)).length,
  };
}
