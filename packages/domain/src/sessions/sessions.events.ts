import type { Lane } from '../people.ts';
import type { Phase } from '../template/method-template.ts';
import type { ContentId } from '../trajectory/event-parts.ts';

/** Events about sessions and meetings, and the invitations to them: facts, never texts. Dates are ISO 8601. */
export interface SessionEvents {
  SessionPlanned: {
    sessionId: string;
    lane: Lane;
    number: number;
    title: ContentId;
    question: ContentId | null;
    plannedFor: string;
    phases: Phase[];
  };
  SessionMoved: { sessionId: string; plannedFor: string };
  SessionOpened: { sessionId: string };
  SessionClosed: { sessionId: string };
  SessionCancelled: { sessionId: string; reason: ContentId };
  /** Receivers by ids that stand for nobody once the session's list of addresses is erased. */
  SessionInvited: { sessionId: string; number: number; plannedFor: string; receiverIds: string[] };
  /** Those who were invited hear that the session is cancelled. */
  InvitationWithdrawn: { sessionId: string; number: number; plannedFor: string };
}
