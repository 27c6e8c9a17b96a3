import { refuse } from '../decision.ts';
import { event } from '../trajectory.events.ts';
import { type Handlers, notFound } from './handler.ts';

/** Moving and cancelling a timer by hand, and what happens when one is due. */
export const timerHandlers: Handlers<'MoveTimer' | 'CancelTimer' | 'FireTimer'> = {
  MoveTimer: ({ key, dueAt, reason }, state, { out, meta }) => {
    if (!Object.hasOwn(state.timers, key)) return notFound('key');
    if (Date.parse(dueAt) <= Date.parse(meta.now))
      return refuse('COMMAND.INVALID', { issues: [{ path: 'dueAt', problem: 'in_the_past' }] });
    const moved = event('TimerMoved', { key, reason: out.content('reason', reason) });
    return out
      .event(moved)
      .timers({ [key]: new Date(dueAt).toISOString() })
      .accepted();
  },

  CancelTimer: ({ key, reason }, state, { out }) => {
    if (!Object.hasOwn(state.timers, key)) return notFound('key');
    return out
      .event(event('TimerCancelled', { key, reason: out.content('reason', reason) }))
      .timers({ [key]: null })
      .accepted();
  },

  FireTimer: ({ key, setSeq }, state, { out, meta }) => {
    const timer = Object.hasOwn(state.timers, key) ? state.timers[key] : undefined;
    // moved, cancelled or fired since the sweep looked
    if (timer?.setSeq !== setSeq) return refuse('TIMER.NOT_SET', { issues: [{ path: 'setSeq', problem: 'not_set' }] });
    if (Date.parse(timer.dueAt) > Date.parse(meta.now))
      return refuse('TIMER.NOT_DUE', { issues: [{ path: 'key', problem: timer.dueAt }] });
    return out
      .event(event('TimerFired', { key, setSeq }))
      .effect({ kind: 'job', job: 'reminders.send', payload: { key, setSeq } })
      .accepted();
  },
};
