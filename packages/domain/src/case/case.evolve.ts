import type { TrajectoryEvent } from '../trajectory/trajectory.events.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { type Appliers, type Change, each, omit, put, without } from '../trajectory/applier.ts';

/** The state after the first event. */
export function created({ seq, at, data }: Extract<TrajectoryEvent, { type: 'TrajectoryCreated' }>): TrajectoryState {
  return {
    version: seq,
    name: data.name,
    districtCode: data.districtCode,
    invented: data.invented,
    template: { id: data.templateId, version: data.templateVersion },
    phase: data.phase,
    phaseSince: at,
    status: 'active',
    createdAt: at,
    facilitators: [],
    researchAdvisers: [],
    area: null,
    question: null,
    indicators: {},
    intakeSignedOff: null,
    organisations: {},
    sessions: {},
    waivers: {},
    statements: {},
    findings: {},
    gaps: {},
    sharedPicture: { number: 0, approvedAt: null, changes: null },
    dissent: {},
    dissentConcludedAt: null,
    actions: {},
    residentEdition: null,
    reports: {},
    timers: {},
    alerts: {},
  };
}

/** People of one role, as they are once a change was made to their list. */
function people(
  { facilitators, researchAdvisers }: TrajectoryState,
  role: 'facilitator' | 'research_adviser',
  become: (ids: string[]) => string[],
): Change {
  return role === 'facilitator'
    ? { facilitators: become(facilitators) }
    : { researchAdvisers: become(researchAdvisers) };
}

/** People, phases, pausing and stopping, waivers, timers and the template. */
export const caseAppliers: Appliers<
  | 'Appointed'
  | 'Dismissed'
  | 'PhaseAdvanced'
  | 'PhaseTakenBack'
  | 'TrajectoryPaused'
  | 'TrajectoryResumed'
  | 'TrajectoryStopped'
  | 'TrajectoryReopened'
  | 'GuardWaived'
  | 'TimerMoved'
  | 'TimerCancelled'
  | 'TimerFired'
  | 'TemplateMoved'
> = {
  Appointed: ({ accountId, role }, state) => people(state, role, (ids) => [...without(ids, accountId), accountId]),
  Dismissed: ({ accountId, role }, state) => people(state, role, (ids) => without(ids, accountId)),

  PhaseAdvanced: ({ to }, _state, { at }) => ({ phase: to, phaseSince: at }),
  PhaseTakenBack: ({ to }, _state, { at }) => ({ phase: to, phaseSince: at }),
  TrajectoryPaused: ({ since }, _state, { seq }) => ({
    status: 'paused',
    ...(since !== undefined && { paused: { at: since, seq } }),
  }),
  TrajectoryResumed: () => ({ status: 'active', paused: undefined }),
  TrajectoryStopped: () => ({ status: 'stopped' }),
  TrajectoryReopened: () => ({ status: 'active', paused: undefined }),
  GuardWaived: ({ guardId, reason }, { waivers }, { at }) => ({ waivers: put(waivers, guardId, { at, reason }) }),

  // what they do to the timer stands in the timers of the event
  TimerMoved: () => ({}),
  TimerCancelled: () => ({}),
  TimerFired: ({ key }, { timers, alerts }, { at }) => ({ timers: omit(timers, key), alerts: put(alerts, key, at) }),

  TemplateMoved: ({ to, phase, phaseMap, arrives }, { sessions }, { at }) => ({
    template: { ...to },
    phase: phase.to,
    ...(arrives && { phaseSince: at }),
    sessions: each(sessions, (session) => ({
      ...session,
      phases: [...new Set(session.phases.map((step) => phaseMap[step] ?? step))],
    })),
  }),
};
