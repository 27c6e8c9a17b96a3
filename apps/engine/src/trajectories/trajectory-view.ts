import type { TrajectoryView } from '@buurtbalans/contracts';
import type { StoredReport, StoredTrajectory } from '@buurtbalans/database';
import {
  type Actor,
  available,
  COMMAND_TYPES,
  sharesWords,
  sharingCommitmentStatus,
  daysSince,
  earlierPhases,
  isOverdue,
  type Lane,
  laneBlocks,
  LANES,
  type MethodTemplate,
  nextPhase,
  roleBlocks,
  type Standing,
  type TrajectoryState,
  withPlaceNames,
  wouldTakeBack,
} from '@buurtbalans/domain';
import type { Directory } from '../people/directory.service.ts';
import { Disclosed } from '@buurtbalans/reports';
import { copyBlock } from '../platform/blocks.ts';
import { actionView, findingView, gapView, statementView, type Text } from './picture-items.ts';
import { shownReports } from './report-view.ts';

/** What a view is built from. `contents` is undefined for those who see progress only. */
export interface ViewSource {
  readonly trajectory: StoredTrajectory;
  readonly template: MethodTemplate;
  readonly contents: ReadonlyMap<string, string> | undefined;
  readonly reports: readonly StoredReport[];
  readonly directory: Directory;
  readonly actor: Actor;
  readonly now: Date;
  /** Set when this is how it once stood. */
  readonly asOf?: TrajectoryView['asOf'];
}

/** Builds the view of a trajectory for one account; without contents it carries progress and not a word of content. */
export function trajectoryView(source: ViewSource): TrajectoryView {
  const { trajectory, template, contents, directory, now } = source;
  const { id, state } = trajectory;
  const text: Text = (contentId) => (contentId ? (contents?.get(contentId) ?? null) : null);
  const area = state.area && { ...state.area, geometry: text(state.area.geometry) };
  return {
    id,
    version: state.version,
    name: state.name,
    invented: state.invented,
    district: { code: state.districtCode, name: directory.district(state.districtCode) },
    template: {
      id: template.id,
      version: template.version,
      name: template.name,
      phases: template.phases,
      placeGrainMetres: template.placeGrainMetres,
      smallNumberThreshold: template.smallNumberThreshold,
    },
    phase: state.phase,
    phaseSince: state.phaseSince,
    daysInPhase: daysSince(state.phaseSince, now),
    status: state.status,
    createdAt: state.createdAt,
    facilitators: state.facilitators.map((accountId) => ({
      id: accountId,
      name: directory.person(accountId),
      role: 'facilitator' as const,
    })),
    researchAdvisers: state.researchAdvisers.map((accountId) => ({
      id: accountId,
      name: directory.person(accountId),
      role: 'research_adviser' as const,
    })),
    area: area?.geometry
      ? { name: area.name, codes: area.codes, drawn: area.drawn, geometry: JSON.parse(area.geometry) }
      : null,
    question: text(state.question),
    questionWritten: state.question !== null,
    indicators: Object.entries(state.indicators).map(([indicatorId, chosen]) => ({
      indicatorId,
      theme: chosen.theme,
      year: chosen.year,
      comment: text(chosen.comment),
    })),
    intakeSignedOff: state.intakeSignedOff && {
      at: state.intakeSignedOff.at,
      name: directory.person(state.intakeSignedOff.accountId),
    },
    organisations: organisationsOf(state, text, now),
    sessions: sessionsOf(state, text),
    contentVisible: contents !== undefined,
    asOf: source.asOf ?? null,
    ...picture(source, text),
    reports: shownReports(state, source.reports, { isReader: contents !== undefined, role: source.actor.role }),
    waivers: Object.entries(state.waivers).map(([guardId, waiver]) => ({
      guardId,
      at: waiver.at,
      reason: text(waiver.reason),
      usedAt: waiver.usedAt ?? null,
    })),
    timers: Object.entries(state.timers)
      .map(([key, { dueAt }]) => ({ key, dueAt }))
      .sort((one, other) => one.dueAt.localeCompare(other.dueAt)),
    alerts: Object.entries(state.alerts).map(([key, at]) => ({ key, at })),
    ...possibilities(source),
  };
}

function organisationsOf(state: TrajectoryState, text: Text, now: Date): TrajectoryView['organisations'] {
  return Object.entries(state.organisations).map(([id, organisation]) => ({
    id,
    name: organisation.name,
    type: organisation.type,
    ring: organisation.ring,
    commitment: {
      status: sharingCommitmentStatus(organisation, now),
      data: text(organisation.commitment.data),
      purpose: text(organisation.commitment.purpose),
      until: organisation.commitment.until ?? null,
      words: sharesWords(organisation),
    },
  }));
}

function sessionsOf(state: TrajectoryState, text: Text): TrajectoryView['sessions'] {
  return Object.entries(state.sessions)
    .map(([id, session]) => ({
      id,
      lane: session.lane,
      number: session.number,
      title: text(session.title),
      question: text(session.question),
      plannedFor: session.plannedFor,
      phases: session.phases,
      status: session.status,
      invited: session.invited ?? null,
      openedAt: session.openedAt ?? null,
      closedAt: session.closedAt ?? null,
      formerArea: session.formerArea !== undefined,
    }))
    .sort((one, other) => one.plannedFor.localeCompare(other.plannedFor) || one.number - other.number);
}

function picture({ trajectory, template, contents, actor, now }: ViewSource, text: Text) {
  const state = contents ? withPlaceNames(trajectory.state, contents) : trajectory.state;
  const visible = contents !== undefined;
  const disclosed = new Disclosed(state, template);
  const isOwn = actor.role === 'facilitator';
  const gaps = Object.values(state.gaps);
  const byNumber = <T extends { number: number }>(one: T, other: T): number => one.number - other.number;
  const lanesOf = (statementIds: readonly string[]): Lane[] =>
    LANES.filter((lane) => statementIds.some((id) => state.statements[id]?.lane === lane));
  const shown = <T>(items: T[]): T[] => (visible ? items : []);
  return {
    counts: {
      statements: Object.keys(state.statements).length,
      findings: Object.keys(state.findings).length,
      gaps: gaps.length,
      openGaps: gaps.filter((gap) => gap.answer === null).length,
      overdueGaps: gaps.filter((gap) => isOverdue(gap, now)).length,
      actions: Object.keys(state.actions).length,
      dissent: Object.keys(state.dissent).length,
    },
    statements: shown(
      Object.entries(state.statements).map(([id, each]) => statementView(id, each, { text, disclosed, isOwn })),
    ),
    findings: shown(
      Object.entries(state.findings)
        .map(([id, each]) => ({
          ...findingView(id, each, text),
          place: isOwn ? each.place : disclosed.placeOf(each),
          lanes: lanesOf(each.statementIds),
        }))
        .sort(byNumber),
    ),
    gaps: shown(Object.entries(state.gaps).map(([id, each]) => gapView(id, each, text, now))),
    actions: shown(
      Object.entries(state.actions)
        .map(([id, each]) => actionView(id, each, text))
        .sort(byNumber),
    ),
    dissent: shown(
      Object.entries(state.dissent).map(([id, { organisationId, findingId, text: said }]) => ({
        id,
        organisationId,
        text: text(said) ?? '',
        findingId,
      })),
    ),
    dissentConcludedAt: state.dissentConcludedAt,
    sharedPicture: {
      number: state.sharedPicture.number,
      approvedAt: state.sharedPicture.approvedAt,
      changes: text(state.sharedPicture.changes),
    },
    takenBack: state.takenBack ?? {},
    plan: agreedPlan(state),
    residentEdition: state.residentEdition,
  };
}

function agreedPlan({ plan }: TrajectoryState): TrajectoryView['plan'] {
  if (!plan) return null;
  const { number, organisationIds, agreedOn, pictureNumber, changedAt = null } = plan;
  return { number, organisationIds, agreedOn, pictureNumber, changedAt };
}

/** What a command would take back, where it would. */
function tellsBack(
  state: TrajectoryState,
  type: (typeof COMMAND_TYPES)[number],
  template: MethodTemplate,
): { takesBack?: Standing[] } {
  const takesBack = wouldTakeBack(state, type, template);
  return takesBack.length > 0 ? { takesBack } : {};
}

function possibilities({ trajectory: { state }, template, actor, now, asOf }: ViewSource) {
  const meta = { now: now.toISOString(), actor, commandId: '' };
  const past = asOf ? [{ code: 'asOf', params: {}, unblockedBy: [], waivable: false }] : undefined;
  const all = available(state, template, meta);
  const of = (lane: Lane, type: 'PlanSession' | 'OpenSession') => {
    const blocks = [
      ...roleBlocks(state, type, template, meta),
      ...laneBlocks(state, type, lane, template, meta),
      ...(past ?? []),
    ].map(copyBlock);
    return { allowed: blocks.length === 0, blocks };
  };
  return {
    available: Object.fromEntries(
      COMMAND_TYPES.map((type) => [
        type,
        {
          allowed: all[type].allowed && !past,
          blocks: (past ?? all[type].blocks).map(copyBlock),
          ...tellsBack(state, type, template),
        },
      ]),
    ),
    laneAvailable: {
      professional: { PlanSession: of('professional', 'PlanSession'), OpenSession: of('professional', 'OpenSession') },
      resident: { PlanSession: of('resident', 'PlanSession'), OpenSession: of('resident', 'OpenSession') },
    },
    earlierPhases: earlierPhases(template, state.phase),
    nextPhase: nextPhase(template, state.phase) ?? null,
  };
}
