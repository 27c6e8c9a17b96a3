import {
  sharingCommitmentStatus,
  daysSince,
  dutchDay,
  isOverdue,
  laneProgress,
  type MethodTemplate,
  nextSession,
  THEMES,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { Disclosed } from '../small-numbers.ts';
import type { ProgrammeSnapshot, ProgrammeTrajectory } from './programme-snapshot.ts';

/** One trajectory at a position of its journal. */
export interface ProgrammeSource {
  readonly id: string;
  readonly state: TrajectoryState;
  readonly template: MethodTemplate;
  readonly districtName: string;
}

/** Builds the snapshot of a programme report from states alone: texts are not read for it. Pure. */
export function buildProgramme(sources: readonly ProgrammeSource[], asOf: string): ProgrammeSnapshot {
  const now = new Date(asOf);
  const order = (one: ProgrammeSource, other: ProgrammeSource): number =>
    one.state.name.localeCompare(other.state.name, 'nl') || one.id.localeCompare(other.id);
  return { asOf, trajectories: sources.toSorted(order).map((source) => trajectory(source, now)) };
}

function trajectory({ id, state, template, districtName }: ProgrammeSource, now: Date): ProgrammeTrajectory {
  const next = nextSession(state);
  const [actions, sessions] = [Object.values(state.actions), Object.values(state.sessions)];
  return {
    id,
    name: state.name,
    districtName,
    position: state.version,
    template: { name: template.name, version: template.version },
    invented: state.invented,
    phase: state.phase,
    status: state.status,
    daysInPhase: daysSince(state.phaseSince, now),
    expectedDays: template.phases.find((phase) => phase.id === state.phase)?.expectedDays ?? 0,
    sessionsClosed: {
      professional: laneProgress(sessions, 'professional').closed,
      resident: laneProgress(sessions, 'resident').closed,
    },
    nextSession: next && { lane: next.lane, number: next.number, plannedFor: next.plannedFor },
    picture: state.sharedPicture.approvedAt === null ? null : state.sharedPicture.number,
    findings: Object.keys(state.findings).length,
    overdueGaps: Object.values(state.gaps).filter((gap) => isOverdue(gap, now)).length,
    missingCommitments: Object.values(state.organisations).filter(
      (organisation) => sharingCommitmentStatus(organisation, now) !== 'signed',
    ).length,
    actions: actions.length,
    lateActions: lateActions(state, now),
    themes: themesOf(state, template),
  };
}

function lateActions({ actions, organisations }: TrajectoryState, now: Date): ProgrammeTrajectory['lateActions'] {
  const today = dutchDay(now.toISOString());
  return Object.values(actions)
    .flatMap(({ number, ownerOrganisationId, due }) =>
      due !== null && due < today
        ? [
            {
              number,
              owner: (ownerOrganisationId && organisations[ownerOrganisationId]?.name) || null,
              due,
              days: daysSince(due, new Date(today)),
            },
          ]
        : [],
    )
    .sort((one, other) => one.due.localeCompare(other.due) || one.number - other.number);
}

function themesOf(state: TrajectoryState, template: MethodTemplate): ProgrammeTrajectory['themes'] {
  const { statements, findings, sharedPicture } = state;
  const disclosed = new Disclosed(state, template);
  const told = Object.values(statements).filter((statement) => disclosed.of(statement).words);
  const shown = sharedPicture.approvedAt === null ? [] : Object.values(findings);
  return THEMES.flatMap((theme) => {
    const ofTheme = shown.filter((finding) => finding.theme === theme);
    const released = told.filter((statement) => statement.theme === theme).length;
    if (released + ofTheme.length === 0) return [];
    return [
      {
        theme,
        statements: released,
        findings: ofTheme.length,
        contradicted: ofTheme.filter(({ verdict }) => verdict === 'contradicted').length,
      },
    ];
  });
}
