import type { EventType } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';

const names: Record<EventType, () => string> = {
  TrajectoryCreated: m.event_TrajectoryCreated,
  Appointed: m.event_Appointed,
  Dismissed: m.event_Dismissed,
  AreaSet: m.event_AreaSet,
  FiguresTaken: m.event_FiguresTaken,
  QuestionWritten: m.event_QuestionWritten,
  IndicatorChosen: m.event_IndicatorChosen,
  IndicatorDropped: m.event_IndicatorDropped,
  IndicatorCommented: m.event_IndicatorCommented,
  IntakeSignedOff: m.event_IntakeSignedOff,
  OrganisationAdded: m.event_OrganisationAdded,
  CommitmentSigned: m.event_CommitmentSigned,
  CommitmentWithdrawn: m.event_CommitmentWithdrawn,
  SessionPlanned: m.event_SessionPlanned,
  SessionMoved: m.event_SessionMoved,
  SessionOpened: m.event_SessionOpened,
  SessionClosed: m.event_SessionClosed,
  SessionCancelled: m.event_SessionCancelled,
  SessionInvited: m.event_SessionInvited,
  InvitationWithdrawn: m.event_InvitationWithdrawn,
  PhaseAdvanced: m.event_PhaseAdvanced,
  PhaseTakenBack: m.event_PhaseTakenBack,
  TrajectoryPaused: m.event_TrajectoryPaused,
  TrajectoryResumed: m.event_TrajectoryResumed,
  TrajectoryStopped: m.event_TrajectoryStopped,
  GuardWaived: m.event_GuardWaived,
  StatementReleased: m.event_StatementReleased,
  BehindCounted: m.event_BehindCounted,
  StatementRetracted: m.event_StatementRetracted,
  FindingRecorded: m.event_FindingRecorded,
  FindingRevised: m.event_FindingRevised,
  FindingDropped: m.event_FindingDropped,
  EvidenceSet: m.event_EvidenceSet,
  CheckRecorded: m.event_CheckRecorded,
  GapOpened: m.event_GapOpened,
  GapAssigned: m.event_GapAssigned,
  GapAnswered: m.event_GapAnswered,
  SharedPictureApproved: m.event_SharedPictureApproved,
  DissentRecorded: m.event_DissentRecorded,
  DissentConcluded: m.event_DissentConcluded,
  ActionPlanned: m.event_ActionPlanned,
  ActionRevised: m.event_ActionRevised,
  ActionDropped: m.event_ActionDropped,
  PlanAgreed: m.event_PlanAgreed,
  ResidentEditionMade: m.event_ResidentEditionMade,
  ReportRequested: m.event_ReportRequested,
  ReportRecorded: m.event_ReportRecorded,
  ReportCancelled: m.event_ReportCancelled,
  ReportPublished: m.event_ReportPublished,
  ReportShared: m.event_ReportShared,
  ReportLinkWithdrawn: m.event_ReportLinkWithdrawn,
  TimerFired: m.event_TimerFired,
  TimerMoved: m.event_TimerMoved,
  TimerCancelled: m.event_TimerCancelled,
  TrajectoryReopened: m.event_TrajectoryReopened,
  TemplateMoved: m.event_TemplateMoved,
};

/** Every kind of event, for choosing among them. */
export const eventTypes = Object.keys(names) as readonly EventType[];

/** What happened, as the history says it. */
export function eventName(type: string): string {
  return Object.hasOwn(names, type) ? names[type as EventType]() : type;
}
