import type { Database, StoredTrajectory } from '@buurtbalans/database';
import { type Lane, type LanePromise, promisesOfLane, type SessionState } from '@buurtbalans/domain';
import { type LiveSnapshot, readLiveState } from '@buurtbalans/workflow';

/** A session of a lane as it stands in its trajectory, with what happened in it. */
export interface LaneSession {
  readonly sessionId: string;
  readonly session: SessionState;
  readonly live: LiveSnapshot;
}

/** The sessions of a lane in their order, without those that were cancelled. */
export async function sessionsOfLane(
  db: Database,
  { id, state }: StoredTrajectory,
  lane: Lane,
): Promise<LaneSession[]> {
  const sessions = Object.entries(state.sessions).filter(
    ([, session]) => session.lane === lane && session.status !== 'cancelled',
  );
  const read = await Promise.all(
    sessions.map(async ([sessionId, session]) => ({
      sessionId,
      session,
      live: await readLiveState(db, { sessionId, trajectoryId: id, lane }),
    })),
  );
  return read
    .flatMap(({ live, ...one }) => (live ? [{ ...one, live }] : []))
    .sort((one, other) => one.session.number - other.session.number);
}

/** Promises of a lane, each once. */
export async function readPromises(db: Database, trajectory: StoredTrajectory, lane: Lane): Promise<LanePromise[]> {
  const sessions = await sessionsOfLane(db, trajectory, lane);
  return promisesOfLane(
    sessions.map(({ sessionId, session, live }) => ({
      sessionId,
      number: session.number,
      promises: Object.values(live.state.promises),
    })),
  );
}
