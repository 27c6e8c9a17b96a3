import type { Lane } from '../people.ts';
import type { AreaMark } from '../intake/intake.state.ts';
import type { Phase } from '../template/method-template.ts';
import type { ContentId } from '../trajectory/event-parts.ts';

/** A session (professional lane) or meeting (resident lane). */
export interface SessionState {
  lane: Lane;
  number: number;
  title: ContentId;
  question: ContentId | null;
  plannedFor: string;
  phases: Phase[];
  status: 'planned' | 'open' | 'closed' | 'cancelled';
  /** The last invitation that went out, and the moment that it named. */
  invited?: { number: number; plannedFor: string; at: string };
  openedAt?: string;
  closedAt?: string;
  /** The area that it was held about, where that is another than today's: then it does not count. */
  formerArea?: AreaMark;
}
