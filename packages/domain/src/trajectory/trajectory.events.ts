import type { Actor, AllianceRing, Lane, OrganisationType } from '../people.ts';
import type { Phase } from '../template/method-template.ts';
import type { Theme } from '../themes.ts';
import type { DocumentKind, Place, Verdict } from './trajectory.commands.ts';

/**
 * Key of a text or a geometry that lies beside the journal, in `trajectory_content`, so that retention can erase it
 * without touching the journal itself. Made from the command's id and the field: `<commandId>.<field>`.
 */
export type ContentId = string;

/** A version of a method template. */
export interface TemplateReference {
  readonly id: string;
  readonly version: number;
}

interface FindingData {
  findingId: string;
  title: ContentId;
  text: ContentId;
  theme: Theme;
  place: Place | null;
  testable: boolean;
}

interface ActionData {
  actionId: string;
  what: ContentId;
  /** Absent when no result has been written yet. */
  result: ContentId | null;
  ownerOrganisationId: string | null;
  due: string | null;
  findingIds: string[];
  indicatorId: string | null;
}

/** Timers that an event sets or moves (moment, ISO 8601 in UTC) or cancels (null), by their key. */
export type TimerChanges = Readonly<Record<string, string | null>>;

/** What an event takes back of what stood: a fact of its own, so that the journal alone tells what stands. */
export interface TakenBack {
  readonly signOff?: true;
  readonly approval?: true;
  readonly conclusion?: true;
  readonly edition?: true;
  /** Findings whose verdict no longer stands. */
  readonly verdicts?: readonly string[];
  /** Sessions that were held about a former area. */
  readonly sessions?: readonly string[];
  /** Ids to which nothing leads any more. */
  readonly links?: readonly string[];
  /** Conditions whose waiver has served. */
  readonly waivers?: readonly string[];
}

/** Data of each event by its type: facts, never texts. Dates are ISO 8601. */
export interface TrajectoryEventData {
  TrajectoryCreated: {
    name: string;
    districtCode: string;
    templateId: string;
    templateVersion: number;
    phase: Phase;
    invented: boolean;
  };
  Appointed: { accountId: string; role: 'facilitator' | 'research_adviser' };
  Dismissed: { accountId: string; role: 'facilitator' | 'research_adviser' };
  /** `mark`: the same for the same border, which itself lies beside the journal. `countAgain`: sessions that were held about this very area. */
  AreaSet: { name: string; codes: string[]; drawn: boolean; geometry: ContentId; mark?: string; countAgain?: string[] };
  QuestionWritten: { text: ContentId };
  IndicatorChosen: { indicatorId: string; theme: Theme; year: number };
  IndicatorDropped: { indicatorId: string };
  IndicatorCommented: { indicatorId: string; comment: ContentId };
  IntakeSignedOff: Record<never, never>;
  OrganisationAdded: { organisationId: string; name: string; organisationType: OrganisationType; ring: AllianceRing };
  CommitmentSigned: { organisationId: string; data: ContentId; purpose: ContentId; until: string };
  CommitmentWithdrawn: { organisationId: string; reason: ContentId };
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
  PhaseAdvanced: { from: Phase; to: Phase };
  PhaseTakenBack: { from: Phase; to: Phase; reason: ContentId };
  /** `since` is absent in journals of versions before 0.3. */
  TrajectoryPaused: { reason: ContentId; since?: string };
  TrajectoryResumed: Record<never, never>;
  TrajectoryStopped: { reason: ContentId };
  GuardWaived: { guardId: string; reason: ContentId };
  StatementReleased: {
    statementId: string;
    lane: Lane;
    text: ContentId;
    theme: Theme;
    kind: 'weak_spot' | 'promising_spot' | 'signal';
    place: Place | null;
    sessionId: string;
    organisationType: OrganisationType | null;
    contributions: number;
    sources: number;
  };
  StatementRetracted: { statementId: string; reason: ContentId };
  FindingRecorded: FindingData & { number: number };
  FindingRevised: FindingData;
  /** The number is given to no other; absent in journals of versions before 0.3. */
  FindingDropped: { findingId: string; reason: ContentId; number?: number };
  EvidenceSet: { findingId: string; statementIds: string[]; indicatorIds: string[] };
  CheckRecorded: { findingId: string; verdict: Verdict; note: ContentId | null };
  GapOpened: { gapId: string; question: ContentId; ownerOrganisationId: string | null; due: string | null };
  GapAssigned: { gapId: string; ownerOrganisationId: string; due: string };
  GapAnswered: { gapId: string; answer: ContentId };
  SharedPictureApproved: { number: number; changes: ContentId | null };
  DissentRecorded: { dissentId: string; organisationId: string; text: ContentId; findingId: string | null };
  DissentConcluded: Record<never, never>;
  ActionPlanned: ActionData & { number: number };
  ActionRevised: ActionData;
  ActionDropped: { actionId: string; reason: ContentId; number?: number };
  ResidentEditionMade: { pictureNumber: number };
  ReportRequested: {
    reportId: string;
    document: DocumentKind;
    format: 'pdf' | 'html';
    language: 'nl' | 'en';
    sessionId: string | null;
    /** Documents that the state need no longer know, because others have come in their place. */
    forgets?: string[];
  };
  ReportCancelled: { reportId: string };
  ReportRecorded: {
    reportId: string;
    outcome: 'rendered' | 'failed';
    sha256: string;
    pages: number;
    errorCode: string;
  };
  ReportPublished: { linkId: string; reportId: string; pdfReportId: string | null };
  ReportShared: {
    linkId: string;
    reportId: string;
    pdfReportId: string | null;
    readers: { id: string; organisationId: string }[];
    until: string;
  };
  ReportLinkWithdrawn: { linkId: string; reportId: string };
  TimerMoved: { key: string; reason: ContentId };
  TimerCancelled: { key: string; reason: ContentId };
  TimerFired: { key: string; setSeq: number };
  TrajectoryReopened: { reason: ContentId };
  TemplateMoved: {
    from: TemplateReference;
    to: TemplateReference;
    phase: { from: Phase; to: Phase };
    phaseMap: Record<string, Phase>;
    dueDates: 'keep' | 'recalculate';
    /** The phase is another one, and begins; absent in journals of versions before 0.3. */
    arrives?: true;
    reason: ContentId;
  };
}

/** Name of an event. */
export type EventType = keyof TrajectoryEventData;

/** An event as `decide` makes it: type, version of its shape, and data with the timers that it sets or cancels and what it takes back. */
export type NewEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly version: 1;
    readonly data: TrajectoryEventData[T] & { readonly timers?: TimerChanges; readonly takesBack?: TakenBack };
  };
}[EventType];

/** An event as the journal holds it. `seq` starts at 1 and has no gaps; `at` is ISO 8601 by the database's clock. */
export type TrajectoryEvent = NewEvent & {
  readonly seq: number;
  readonly at: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly templateVersion: number;
};

/** Makes an event of the current shape. */
export function event<T extends EventType>(type: T, data: TrajectoryEventData[T]): NewEvent {
  return { type, version: 1, data } as NewEvent;
}
