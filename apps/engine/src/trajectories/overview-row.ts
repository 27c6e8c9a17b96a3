import type { OverviewRow, trajectoryFilterSchema } from '@buurtbalans/contracts';
import type { StoredTrajectory } from '@buurtbalans/database';
import {
  sharingCommitmentStatus,
  daysSince,
  isOverdue,
  laneProgress,
  type MethodTemplate,
  nextSession,
  stateBlocks,
} from '@buurtbalans/domain';
import type { z } from 'zod';
import type { Directory } from '../people/directory.service.ts';
import { copyBlock } from '../platform/blocks.ts';

/** One line of the programme overview, from the state alone: there is no text in it. */
export function overviewRow(
  { id, state }: StoredTrajectory,
  template: MethodTemplate,
  directory: Directory,
  now: Date,
): OverviewRow {
  const meta = { now: now.toISOString(), actor: { role: 'system' as const }, commandId: '' };
  const organisations = Object.values(state.organisations);
  const sessions = Object.values(state.sessions);
  return {
    id,
    name: state.name,
    invented: state.invented,
    district: { code: state.districtCode, name: directory.district(state.districtCode) },
    phase: state.phase,
    phaseSince: state.phaseSince,
    daysInPhase: daysSince(state.phaseSince, now),
    expectedDays: template.phases.find((phase) => phase.id === state.phase)?.expectedDays ?? 0,
    status: state.status,
    nextSession: nextSession(state),
    sessionsClosed: {
      professional: laneProgress(sessions, 'professional').closed,
      resident: laneProgress(sessions, 'resident').closed,
    },
    openSessions: sessions.filter((session) => session.status === 'open').length,
    blocks: stateBlocks(state, 'AdvancePhase', template, meta).map(copyBlock),
    missingCommitments: organisations.filter((organisation) => sharingCommitmentStatus(organisation, now) !== 'signed')
      .length,
    overdueGaps: Object.values(state.gaps).filter((gap) => isOverdue(gap, now)).length,
    alerts: Object.keys(state.alerts),
    facilitators: state.facilitators.map(directory.person),
    version: state.version,
  };
}

type Filter = z.infer<typeof trajectoryFilterSchema>;

/** Whether a row fits what can only be told once it is made; phase, status, district and facilitator the database knows. */
export function fits(row: OverviewRow, { blocker, overdue, text }: Filter): boolean {
  if (blocker !== undefined && !row.blocks.some((block) => block.code === blocker)) return false;
  const late = row.status === 'active' && (row.daysInPhase > row.expectedDays || row.overdueGaps > 0);
  if (overdue !== undefined && late !== (overdue === 'true')) return false;
  const read = [row.name, row.district.name, ...row.facilitators].join(' ').toLocaleLowerCase('nl');
  return text === undefined || read.includes(text.trim().toLocaleLowerCase('nl'));
}
