import { earlierPhases, isInTheWay, nextPhase, openSessionBlocks } from '../trajectory/available.ts';
import { accept, lay, refuse } from '../trajectory/decision.ts';
import { guardById } from '../trajectory/guards.ts';
import { noTimers, phaseTimers, timersAfterPause, timersFromNow } from '../trajectory/timers.ts';
import { event } from '../trajectory/trajectory.events.ts';
import type { Handlers } from '../trajectory/handler.ts';

/** Phases, pausing, stopping, reopening and waiving. */
export const lifecycleHandlers: Handlers<'AdvancePhase' | 'GoBack' | 'Pause' | 'Resume' | 'Stop' | 'Reopen' | 'Waive'> =
  {
    AdvancePhase: ({ from }, _state, { template, meta }) => {
      const to = nextPhase(template, from);
      if (!to) return refuse('TRAJECTORY.NO_SUCH_TRANSITION');
      return accept(event('PhaseAdvanced', { from, to }), { timers: phaseTimers(template, to, meta.now) });
    },

    GoBack: ({ from, to, reason }, state, { template, meta }) => {
      if (!earlierPhases(template, from).includes(to)) return refuse('TRAJECTORY.NO_SUCH_TRANSITION');
      const blocks = openSessionBlocks(state, to, template);
      if (blocks.length > 0) return refuse('COMMAND.BLOCKED', { blocks });
      const { ids, contents } = lay(meta, { reason });
      return accept(event('PhaseTakenBack', { from, to, ...ids }), {
        contents,
        timers: phaseTimers(template, to, meta.now),
      });
    },

    Pause: ({ reason }, _state, { meta }) => {
      const { ids, contents } = lay(meta, { reason });
      return accept(event('TrajectoryPaused', { ...ids, since: meta.now }), { contents });
    },

    Resume: (_command, state, { template, meta }) =>
      accept(event('TrajectoryResumed', {}), { timers: timersAfterPause(template, state, meta.now) }),

    Stop: ({ reason }, state, { meta }) => {
      const { ids, contents } = lay(meta, { reason });
      return accept(event('TrajectoryStopped', ids), { contents, timers: noTimers(state) });
    },

    Reopen: ({ reason }, state, { template, meta }) => {
      const { ids, contents } = lay(meta, { reason });
      return accept(event('TrajectoryReopened', ids), { contents, timers: timersFromNow(template, state, meta.now) });
    },

    Waive: ({ guardId, reason }, state, { template, meta }) => {
      const guard = guardById(template, guardId);
      if (!guard?.waivable)
        return refuse('TRAJECTORY.NO_SUCH_GUARD', { issues: [{ path: 'guardId', problem: 'not_waivable' }] });
      // a waiver is of something that is in the way, and not a stock for later
      if (!isInTheWay(state, guard, template, meta.now))
        return refuse('COMMAND.BLOCKED', {
          blocks: [{ code: 'waive.notInTheWay', params: { guard: guardId }, unblockedBy: [], waivable: false }],
        });
      const { ids, contents } = lay(meta, { reason });
      return accept(event('GuardWaived', { guardId, ...ids }), { contents });
    },
  };
