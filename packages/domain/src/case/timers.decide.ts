import { accept, lay, refuse } from '../trajectory/decision.ts';
import { event } from '../trajectory/trajectory.events.ts';
import { type Handlers, notFound } from '../trajectory/handler.ts';

/** Moving and cancelling a timer by hand, and what happens when one is due. */
export const timerHandlers: Handlers<'MoveTimer' | 'CancelTimer' | 'FireTimer'> = {
  MoveTimer: ({ key, dueAt, reason }, state, { meta }) => {
    if (!Object.hasOwn(state.timers, key)) return notFound('key');
    if (Date.parse(dueAt) <= Date.parse(meta.now))
      return refuse('COMMAND.INVALID', { issues: [{ path: 'dueAt', problem: 'in_the_past' }] });
    const { ids, contents } = lay(meta, { reason });
    return accept(event('TimerMoved', { key, ...ids }), {
      contents,
      timers: { [key]: new Date(dueAt).toISOString() },
    });
  },

  CancelTimer: ({ key, reason }, state, { meta }) => {
    if (!Object.hasOwn(state.timers, key)) return notFound('key');
    const { ids, contents } = lay(meta, { reason });
    return accept(event('TimerCancelled', { key, ...ids }), { contents, timers: { [key]: null } });
  },

  FireTimer: ({ key, setSeq }, state, { meta }) => {
    const timer = Object.hasOwn(state.timers, key) ? state.timers[key] : undefined;
    // moved, cancelled or fired since the sweep looked
    if (timer?.setSeq !== setSeq) return refuse('TIMER.NOT_SET', { issues: [{ path: 'setSeq', problem: 'not_set' }] });
    if (Date.parse(timer.dueAt) > Date.parse(meta.now))
      return refuse('TIMER.NOT_DUE', { issues: [{ path: 'key', problem: timer.dueAt }] });
    return accept(event('TimerFired', { key, setSeq }), {
      effects: [{ kind: 'job', job: 'reminders.send', payload: { key, setSeq } }],
    });
  },
};
