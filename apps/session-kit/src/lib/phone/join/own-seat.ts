import { ApiError } from '@buurtbalans/contracts';
import { lightClient } from '#lib/api/light-client.ts';
import { tokenOf } from '../own/participant-store.ts';

/** Answers by which the engine says that a token is none (any more). */
const GONE = [401, 403, 404];

/**
 * Whether this browser has a seat in a session for the same organisation. Joining again would make another one, and its
 * owner would count twice. Throws when the engine cannot be asked.
 */
export async function hasSeat(sessionId: string, organisationId: string | null): Promise<boolean> {
  const token = tokenOf(sessionId);
  if (!token) return false;
  try {
    const { organisation } = await lightClient({ token: () => token }).call('readParticipation', {
      params: { sessionId },
    });
    return (organisation?.id ?? null) === organisationId;
  } catch (cause) {
    if (cause instanceof ApiError && GONE.includes(cause.problem.status)) return false;
    throw cause;
  }
}
