import { ProductError } from '@buurtbalans/contracts';
import { type Database, facilitatorScope, findSession, participantScope, type ParticipantScope, type Scope } from '@buurtbalans/database';
import type { Lane } from '@buurtbalans/domain';
import type { Caller } from '../platform/route.ts';
import { facilitatedTrajectory } from '../trajectories/trajectory-access.ts';

/** Somebody who may look into one session of one lane. */
export type LaneReader = Scope & { readonly sessionId: string; readonly lane: Lane; readonly trajectoryId: string };

/** The participant, if the token is of this very session. */
export function participantOf(caller: Caller, sessionId: string): ParticipantScope {
  if (!caller.participant) throw new ProductError('SESSION.NOT_JOINED');
  if (caller.participant.sessionId !== sessionId) throw new ProductError('SESSION.WRONG_LANE');
  return caller.participant;
}

/** The database scope under which this caller reads the session: as participant of it, or as its facilitator. */
export async function laneReader(db: Database, caller: Caller, sessionId: string): Promise<LaneReader> {
  if (caller.participant) {
    const participant = participantOf(caller, sessionId);
    return { ...participantScope(participant), sessionId, lane: participant.lane, trajectoryId: participant.trajectoryId };
  }
  const reference = await findSession(db, sessionId);
  if (!reference) throw new ProductError('SESSION.NOT_FOUND');
  const { trajectoryId, lane } = reference;
  await facilitatedTrajectory(db, caller.account!, trajectoryId);
  return { ...facilitatorScope(caller.account!.id, trajectoryId, lane, sessionId), sessionId, lane, trajectoryId };
}
