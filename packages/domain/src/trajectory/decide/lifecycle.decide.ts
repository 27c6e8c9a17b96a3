import { earlierPhases, nextPhase } from '../available.ts';
import { refuse } from '../decision.ts';
import { guardById } from '../guards.ts';
import { allTimers, noTimers, phaseTimers } from '../timers.ts';
import { event } from '../trajectory.events.ts';
import type { Handlers } from './handler.ts';

/** Phases, pausing, stopping, reopening and waiving. */
export const lifecycleHandlers: Handlers<'AdvancePhase' | 'GoBack' | 'Pause' | 'Resume' | 'Stop' | 'Reopen' | 'Waive'> = {
  AdvancePhase: ({ from }, _state, { out, template, meta }) => {
    const to = nextPhase(template, from);
    if (!to) return refuse('TRAJECTORY.NO_SUCH_TRANSITION');
    return out.event(event('PhaseAdvanced', { from, to })).timers(phaseTimers(template, to, meta.now)).accepted();
  },

  GoBack: ({ from, to, reason }, _state, { out, template, meta }) => {
    if (!earlierPhases(template, from).includes(to)) return refuse('TRAJECTORY.NO_SUCH_TRANSITION');
    const back = event('PhaseTakenBack', { from, to, reason: out.content('reason', reason) });
    return out.event(back).timers(phaseTimers(template, to, meta.now)).accepted();
  },

  Pause: ({ reason }, _state, { out }) => out.event(event('TrajectoryPaused', { reason: out.content('reason', reason) })).accepted(),

  Resume: (_command, _state, { out }) => out.event(event('TrajectoryResumed', {})).accepted(),

  Stop: ({ reason }, state, { out }) =>
    out.event(event('TrajectoryStopped', { reason: out.content('reason', reason) })).timers(noTimers(state)).accepted(),

  Reopen: ({ reason }, state, { out, template }) =>
    out.event(event('TrajectoryReopened', { reason: out.content('reason', reason) })).timers(allTimers(template, state)).accepted(),

  Waive: ({ guardId, reason }, _state, { out, template }) => {
    const guard = guardById(template, guardId);
    if (!guard?.waivable) return refuse('TRAJECTORY.NO_SUCH_GUARD', { issues: [{ path: 'guardId', problem: 'not_waivable' }] });
    return out.event(event('GuardWaived', { guardId, reason: out.content('reason', reason) })).accepted();
  },
};
