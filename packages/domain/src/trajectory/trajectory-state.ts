import type { AllianceRing, Lane, OrganisationType } from '../people.ts';
import type { Phase } from '../template/method-template.ts';
import type { Theme } from '../themes.ts';
import type { DocumentKind, Place, Verdict } from './trajectory.commands.ts';
import type { ContentId } from './trajectory.events.ts';

/** Status of a trajectory; `closed` follows from the last phase of its template. */
export type TrajectoryStatus = 'active' | 'paused' | 'stopped';

/** A sharing commitment (deelafspraak) of one organisation. */
export interface SharingCommitment {
  status: 'none' | 'signed' | 'withdrawn';
  data?: ContentId;
  purpose?: ContentId;
  /** Last day on which it holds, ISO date. */
  until?: string;
  signedAt?: string;
}

/** An organisation in the alliance. */
export interface OrganisationState {
  name: string;
  type: OrganisationType;
  ring: AllianceRing;
  /** Stored, as its events and commands are, as a commitment: of what an organisation shares, and of nothing else. */
  commitment: SharingCommitment;
}

/** What tells one area from another: its codes and, when it was drawn, the mark of its border. */
export interface AreaMark {
  codes: string[];
  drawn: boolean;
  mark?: string;
}

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

/** A released, de-identified statement. It has no reference to what it was written from. */
export interface StatementState {
  lane: Lane;
  text: ContentId;
  theme: Theme;
  kind: 'weak_spot' | 'promising_spot' | 'signal';
  place: Place | null;
  sessionId: string;
  organisationType: OrganisationType | null;
  contributions: number;
  sources: number;
}

/** A finding (bevinding) of the shared picture. */
export interface FindingState {
  number: number;
  title: ContentId;
  text: ContentId;
  theme: Theme;
  place: Place | null;
  testable: boolean;
  statementIds: string[];
  indicatorIds: string[];
  verdict: Verdict | null;
  note: ContentId | null;
}

/** A knowledge gap (witte vlek). */
export interface GapState {
  question: ContentId;
  ownerOrganisationId: string | null;
  due: string | null;
  answer: ContentId | null;
}

/** A line of the action plan (plan van aanpak). */
export interface ActionState {
  number: number;
  what: ContentId;
  result: ContentId | null;
  ownerOrganisationId: string | null;
  due: string | null;
  findingIds: string[];
  indicatorId: string | null;
}

/** A link to a document: for everybody, or one for each reader of those with whom it is shared. */
export interface LinkState {
  pdfReportId: string | null;
  publishedAt: string;
  withdrawnAt: string | null;
  /** Organisation of each reader, by the reader's id; absent for everybody. */
  readers?: Record<string, string>;
  /** Last day on which readers can react. */
  until?: string;
}

/** A document that was asked for. */
export interface ReportState {
  document: DocumentKind;
  format: 'pdf' | 'html';
  language: 'nl' | 'en';
  sessionId: string | null;
  /** Journal position that the document shows. */
  asOf: number;
  status: 'requested' | 'rendered' | 'failed' | 'cancelled';
  requestedAt: string;
  sha256?: string;
  pages?: number;
  errorCode?: string;
  /** Number of the approved picture that it shows; absent when none was approved, and the document is a concept. */
  pictureNumber?: number;
  /** Public links to it, those that were withdrawn too. */
  links?: Record<string, LinkState>;
}

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
  indicators: Record<string, { theme: Theme; year: number; comment: ContentId | null }>;
  intakeSignedOff: { at: string; accountId: string } | null;
  organisations: Record<string, OrganisationState>;
  sessions: Record<string, SessionState>;
  /** `usedAt`: when it served; a waiver serves once. */
  waivers: Record<string, { at: string; reason: ContentId; usedAt?: string }>;
  statements: Record<string, StatementState>;
  findings: Record<string, FindingState>;
  gaps: Record<string, GapState>;
  sharedPicture: { number: number; approvedAt: string | null; changes: ContentId | null };
  dissent: Record<string, { organisationId: string; text: ContentId; findingId: string | null }>;
  dissentConcludedAt: string | null;
  actions: Record<string, ActionState>;
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
