import type { EventType, TrajectoryEventData } from '@buurtbalans/domain';

/**
 * Who is told a field of an event in the history: everybody who sees the trajectory, those who read content, or nobody.
 * Texts lie beside the journal and are for those who read content, whatever stands here.
 */
type Told = 'all' | 'readers' | 'nobody';
type Fields<D> = { readonly [F in keyof Required<D> | 'timers']: Told };

const [all, readers, nobody] = ['all', 'readers', 'nobody'] as const satisfies readonly Told[];

const finding = {
  findingId: all,
  title: readers,
  text: readers,
  theme: readers,
  // a place is for maps, and may be one that does not leave
  place: nobody,
  placeName: nobody,
  testable: readers,
  timers: readers,
} as const;
const action = {
  actionId: all,
  what: readers,
  result: readers,
  ownerOrganisationId: readers,
  due: readers,
  findingIds: readers,
  indicatorId: readers,
  timers: readers,
} as const;

/**
 * Each event and each of its fields, so that a new one does not compile until somebody says whom it is for. What was
 * said, found and planned is for those who read content; of it the others see that it happened, as in the view.
 */
export const HISTORY_FIELDS: { readonly [T in EventType]: Fields<TrajectoryEventData[T]> } = {
  TrajectoryCreated: {
    name: all,
    districtCode: all,
    templateId: all,
    templateVersion: all,
    phase: all,
    invented: all,
    timers: all,
  },
  Appointed: { accountId: all, role: all, timers: all },
  Dismissed: { accountId: all, role: all, timers: all },
  AreaSet: {
    name: all,
    codes: all,
    drawn: all,
    geometry: readers,
    mark: all,
    countAgain: all,
    empty: all,
    figures: nobody,
    outdated: all,
    timers: all,
  },
  FiguresTaken: { figures: nobody, years: all, changed: all, empty: all, outdated: all, timers: all },
  QuestionWritten: { text: readers, timers: all },
  IndicatorChosen: { indicatorId: all, theme: all, year: all, empty: all, outdated: all, timers: all },
  IndicatorDropped: { indicatorId: all, timers: all },
  IndicatorCommented: { indicatorId: all, comment: readers, timers: all },
  IntakeSignedOff: { timers: all },
  OrganisationAdded: { organisationId: all, name: all, organisationType: all, ring: all, timers: all },
  CommitmentSigned: {
    asOf: nobody,
    organisationId: all,
    data: readers,
    purpose: readers,
    until: all,
    words: all,
    timers: all,
  },
  CommitmentWithdrawn: { organisationId: all, reason: readers, asOf: nobody, timers: all },
  SessionPlanned: {
    sessionId: all,
    lane: all,
    number: all,
    title: readers,
    question: readers,
    plannedFor: all,
    phases: all,
    timers: all,
  },
  SessionMoved: { sessionId: all, plannedFor: all, timers: all },
  SessionOpened: { sessionId: all, timers: all },
  SessionClosed: { sessionId: all, timers: all },
  SessionCancelled: { sessionId: all, reason: readers, timers: all },
  // receivers of a mail are no part of the history
  SessionInvited: { sessionId: all, number: all, plannedFor: all, receiverIds: nobody, timers: all },
  InvitationWithdrawn: { sessionId: all, number: all, plannedFor: all, timers: all },
  PhaseAdvanced: { from: all, to: all, timers: all },
  PhaseTakenBack: { from: all, to: all, reason: readers, timers: all },
  TrajectoryPaused: { reason: readers, since: all, timers: all },
  TrajectoryResumed: { timers: all },
  TrajectoryStopped: { reason: readers, timers: all },
  GuardWaived: { guardId: all, reason: readers, timers: all },
  StatementReleased: {
    statementId: all,
    lane: all,
    // whether the words leave follows from the whole; they are read where that is asked
    text: nobody,
    theme: readers,
    kind: readers,
    place: nobody,
    placeName: nobody,
    sessionId: all,
    organisationType: nobody,
    behind: nobody,
    contributions: nobody,
    sources: nobody,
    timers: readers,
  },
  BehindCounted: { statementId: all, behind: nobody, timers: readers },
  StatementRetracted: { statementId: all, reason: readers, timers: readers },
  FindingRecorded: { ...finding, number: all },
  FindingRevised: finding,
  FindingDropped: { findingId: all, reason: readers, number: all, timers: readers },
  EvidenceSet: { findingId: all, statementIds: readers, indicatorIds: readers, timers: readers },
  CheckRecorded: { findingId: all, verdict: readers, note: readers, timers: readers },
  GapOpened: { gapId: all, question: readers, ownerOrganisationId: readers, due: readers, timers: readers },
  GapAssigned: { gapId: all, ownerOrganisationId: readers, due: readers, timers: readers },
  GapAnswered: { gapId: all, answer: readers, timers: readers },
  SharedPictureApproved: { number: all, changes: readers, facts: nobody, timers: all },
  DissentRecorded: { dissentId: all, organisationId: readers, text: readers, findingId: all, timers: readers },
  DissentConcluded: { timers: all },
  ActionPlanned: { ...action, number: all },
  ActionRevised: action,
  ActionDropped: { actionId: all, reason: readers, number: all, timers: readers },
  PlanAgreed: { number: all, organisationIds: all, agreedOn: all, pictureNumber: all, facts: nobody, timers: all },
  ResidentEditionMade: { pictureNumber: all, timers: all },
  ReportRequested: {
    reportId: all,
    document: all,
    format: all,
    language: all,
    sessionId: all,
    facts: nobody,
    content: nobody,
    asOf: all,
    shownAt: all,
    standing: all,
    pictureNumber: all,
    planNumber: all,
    forgets: all,
    timers: all,
  },
  ReportCancelled: { reportId: all, timers: all },
  ReportRecorded: { reportId: all, outcome: all, sha256: all, pages: all, errorCode: all, timers: all },
  ReportPublished: { linkId: all, reportId: all, pdfReportId: all, timers: all },
  ReportShared: { linkId: all, reportId: all, pdfReportId: all, readers: all, until: all, timers: all },
  ReportLinkWithdrawn: { linkId: all, reportId: all, timers: all },
  TimerMoved: { key: all, reason: readers, timers: all },
  TimerCancelled: { key: all, reason: readers, timers: all },
  TimerFired: { key: all, setSeq: all, timers: all },
  TrajectoryReopened: { reason: readers, timers: all },
  TemplateMoved: {
    from: all,
    to: all,
    phase: all,
    phaseMap: all,
    dueDates: all,
    arrives: all,
    reason: readers,
    timers: all,
  },
};

/** Whom a field of an event is for. What an event takes back is progress; a field that no version knows is for readers. */
export function toldOf(type: EventType, field: string): Told {
  if (field === 'takesBack') return all;
  const fields: Readonly<Record<string, Told>> = HISTORY_FIELDS[type];
  return Object.hasOwn(fields, field) ? fields[field]! : readers;
}
