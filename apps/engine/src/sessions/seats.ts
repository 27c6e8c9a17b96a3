import { ProductError } from '@buurtbalans/contracts';
import type { ParticipantScope } from '@buurtbalans/database';
import { type LiveCaller, seatKeyOf } from '@buurtbalans/domain';
import type { LiveSnapshot } from '@buurtbalans/workflow';
import { voterKey } from '../platform/access/participant-token.ts';

/** A participant as the sender of commands of a live session. */
export const asCaller = (
  secret: string,
  { sessionId, seat, organisationId }: Pick<ParticipantScope, 'sessionId' | 'seat' | 'organisationId'>,
): LiveCaller => ({
  role: 'participant',
  organisationId: organisationId ?? null,
  voter: (scope) => voterKey(secret, sessionId, seat, scope),
});

/** Whether a facilitator put this seat out of the session. */
export function isPutOut(secret: string, { reference: { sessionId }, state }: LiveSnapshot, seat: string): boolean {
  return state.out.length > 0 && state.out.includes(seatKeyOf(asCaller(secret, { sessionId, seat })));
}

/**
 * A token gives its seat for as long as the meeting lasts and nobody put it out.
 *
 * @throws SESSION.OVER, SESSION.PUT_OUT
 */
export function checkSeat(secret: string, snapshot: LiveSnapshot, { seat }: ParticipantScope): void {
  if (snapshot.status === 'closed' || snapshot.status === 'cancelled') throw new ProductError('SESSION.OVER');
  if (isPutOut(secret, snapshot, seat)) throw new ProductError('SESSION.PUT_OUT');
}
