import { earlierPhases, isInTheWay, nextPhase, openSessionBlocks } from '../available.ts';
import { refuse } from '../decision.ts';
import { guardById } from '../guards.ts';
import { noTimers, phaseTimers, timersAfterPause, timersFromNow } from '../timers.ts';
import { event } from '../trajectory.events.ts';
import type { Handlers } from './handler.ts';

/** Phases, pausing, stopping, reopening and waiving. */
export const lifecycleHandlers: Handlers<'AdvancePhase' | 'GoBack' | 'Pause' | 'Resume' | 'Stop' | 'Reopen' | 'Waive'> =
  {
    AdvancePhase: ({ from }, _state, { out, template, meta }) => {
      const to = nextPhase(template, from);
      if (!to) return refuse('TRAJECTORY.NO_SUCH_TRANSITION');
      return out
        .event(event('PhaseAdvanced', { from, to }))
        .timers(phaseTimers(template, to, meta.now))
        .accepted();
    },

    GoBack: ({ from, to, reason }, state, { out, template, meta }) => {
      if (!earlierPhases(template, from).includes(to)) return refuse('TRAJECTORY.NO_SUCH_TRANSITION');
      const blocks = openSessionBlocks(state, to, template);
      if (blocks.length > 0) return refuse('COMMAND.BLOCKED', { blocks });
      const back = event('PhaseTakenBack', { from, to, reason: out.content('reason', reason) });
      return out
        .event(back)
        .timers(phaseTimers(template, to, meta.now))
        .accepted();
    },

    Pause: ({ reason }, _state, { out, meta }) =>
      out.event(event('TrajectoryPaused', { reason: out.content('reason', reason), since: meta.now })).accepted(),

    Resume: (_command, state, { out, template, meta }) =>
      out
        .event(event('TrajectoryResumed', {}))
        .timers(timersAfterPause(template, state, meta.now))
        .accepted(),

    Stop: ({ reason }, state, { out }) =>
      out
        .event(event('TrajectoryStopped', { reason: out.content('reason', reason) }))
        .timers(noTimers(state))
        .accepted(),

    Reopen: ({ reason }, state, { out, template, meta }) =>
      out
        .event(event('TrajectoryReopened', { reason: out.content('reason', reason) }))
        .timers(timersFromNow(template, state, meta.now))
        .accepted(),

    Waive: ({ guardId, reason }, state, { out, template, meta }) => {
      const guard = guardById(template, guardId);
      if (!guard?.waivable)
        return refuse('TRAJECTORY.NO_SUCH_GUARD', { issues: [{ path: 'guardId', problem: 'not_waivable' }] });
      // a waiver is of something that is in the way, and not a stock for later
      if (!isInTheWay(state, guard, template, meta.now))
        return refuse('COMMAND.BLOCKED', {
          blocks: [{ code: 'waive.notInTheWay', params: { guard: guardId }, unblockedBy: [], waivable: false }],
        });
      return out.event(event('GuardWaived', { guardId, reason: out.content('reason', reason) })).accepted();
    },
  };
