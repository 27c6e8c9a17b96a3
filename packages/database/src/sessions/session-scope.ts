import type { Scope } from '../roles.ts';
import type { SessionReference } from './session.repository.ts';

/** Tables of one lane; no role has a right in both. */
export const laneTables = {
  professional: {
    events: 'professional_live_event',
    cards: 'professional_contribution',
    writers: 'professional_writer',
    minutes: 'professional_minutes',
    files: 'professional_minutes_file',
    role: 'bb_professional',
  },
  resident: {
    events: 'resident_live_event',
    cards: 'resident_contribution',
    writers: 'resident_writer',
    minutes: 'resident_minutes',
    files: 'resident_minutes_file',
    role: 'bb_resident',
  },
} as const;

/** The database scope of a session itself: its lane's own role, inside this one session. */
export function sessionScope({ sessionId, trajectoryId, lane }: SessionReference): Scope {
  return { role: laneTables[lane].role, sessionId, trajectoryId, lane };
}
