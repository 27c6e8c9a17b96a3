import type { ReportState } from '../documents/documents.state.ts';
import type { FindingState, GapState, StatementState } from '../findings/findings.state.ts';
import type { OrganisationState } from '../intake/intake.state.ts';
import type { ActionState, AgreedPlan } from '../plan/plan.state.ts';
import type { SessionState } from '../sessions/sessions.state.ts';
import type { Phase } from '../template/method-template.ts';
import type { Theme } from '../themes.ts';
import type { ContentId } from './event-parts.ts';

/** Status of a trajectory; `closed` follows from the last phase of its template. */
export type TrajectoryStatus = 'active' | 'paused' | 'stopped';

/**
 * State of a trajectory: the fold of its journal by `evolve`, and JSON as it stands. Texts and geometry are content
 * ids; moments are ISO 8601 in UTC.
 */
export interface TrajectoryState {
  /** Sequence of the last event. */
  version: number;
  name: string;
  districtCode: string;
  invented: boolean;
  template: { id: string; version: number };
  phase: Phase;
  phaseSince: string;
  status: TrajectoryStatus;
  createdAt: string;
  facilitators: string[];
  researchAdvisers: string[];
  area: { name: string; codes: string[]; drawn: boolean; geometry: ContentId; mark?: string } | null;
  question: ContentId | null;
  /** `empty`: the area has no figure of it in that year, so it speaks for no theme. */
  /** Official figures of the area as they were taken, by hash, and when; absent in trajectories from before 0.4, which follow what is official. */
  figures?: { hash: string; at: string };
  /** `outdated`: its comment was written about a figure that stood here before, and is printed in no document. */
  indicators: Record<string, { theme: Theme; year: number; comment: ContentId | null; empty?: true; outdated?: true }>;
  intakeSignedOff: { at: string; accountId: string } | null;
  organisations: Record<string, OrganisationState>;
  sessions: Record<string, SessionState>;
  /** `usedAt`: when it served; a waiver serves once. */
  waivers: Record<string, { at: string; reason: ContentId; usedAt?: string }>;
  statements: Record<string, StatementState>;
  findings: Record<string, FindingState>;
  gaps: Record<string, GapState>;
  /** `facts`: hash of the borders and figures that were approved with it; absent where an earlier version approved. */
  sharedPicture: {
    number: number;
    approvedAt: string | null;
    changes: ContentId | null;
    facts?: string;
    /** When each version ceased to hold; absent of what ended in journals of versions before 0.3. */
    ended?: Record<string, string>;
  };
  dissent: Record<string, { organisationId: string; text: ContentId; findingId: string | null }>;
  dissentConcludedAt: string | null;
  actions: Record<string, ActionState>;
  /** The plan that was agreed last; absent as long as none was. */
  plan?: AgreedPlan;
  residentEdition: { pictureNumber: number; at: string } | null;
  reports: Record<string, ReportState>;
  /** When what stood was taken back, as long as it was not given again. */
  takenBack?: { signOff?: string; approval?: string; conclusion?: string; edition?: string };
  /** Highest numbers of what was dropped: they are given once. */
  numbers?: { finding?: number; action?: number };
  /** Since when it is paused, and at which position of the journal. */
  paused?: { at: string; seq: number };
  /** Timers that are set: when they are due, and the journal position at which they were set. */
  timers: Record<string, { dueAt: string; setSeq: number }>;
  /** Timers that have fired and still wait for somebody: key to moment. */
  alerts: Record<string, string>;
}
