import { ProductError } from '@buurtbalans/contracts';
import type { ParticipantScope } from '@buurtbalans/database';
import type { Caller } from '../platform/route.ts';

/** The participant, if the token is of this very session. */
export function participantOf(caller: Caller, sessionId: string): ParticipantScope {
  if (!caller.participant) throw new ProductError('SESSION.NOT_JOINED');
  if (caller.participant.sessionId !== sessionId) throw new ProductError('SESSION.WRONG_LANE');
  return caller.participant;
}
