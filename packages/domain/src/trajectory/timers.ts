import type { MethodTemplate, Phase } from '../template/method-template.ts';
import { endOfDay, shiftDays, shiftMonths, startOfDay } from './local-time.ts';
import type { TimerChanges } from './event-parts.ts';
import type { TrajectoryState } from './trajectory-state.ts';

type TimerId = MethodTemplate['timers'][number]['id'];

function timer(template: MethodTemplate, id: TimerId, subject: string | null, moment: string | null): TimerChanges {
  const days = template.timers.find((candidate) => candidate.id === id)?.days;
  const key = subject === null ? id : `${id}.${subject}`;
  // a timer that the template no longer has can still be cancelled
  if (moment === null || days === undefined) return { [key]: null };
  return { [key]: shiftDays(moment, days) };
}

/** Timers of a phase that has just begun: when it is overdue, and after completion when the review is due. */
export function phaseTimers(template: MethodTemplate, phase: Phase, since: string): TimerChanges {
  const expected = template.phases.find((step) => step.id === phase)?.expectedDays;
  const running = phase !== 'completed' && expected !== undefined;
  const end = running ? shiftDays(since, expected) : null;
  return {
    ...timer(template, 'phase-overdue', null, end),
    ...timer(template, 'review-due', null, reviewFrom(template, phase, since)),
  };
}

function reviewFrom(template: MethodTemplate, phase: Phase, since: string): string | null {
  if (phase !== 'completed') return null;
  const guard = template.transitions
    .filter((transition) => transition.from === 'completed')
    .flatMap((transition) => transition.guards)
    .find((candidate) => candidate.predicate === 'intervalElapsed');
  if (!guard) return null;
  return shiftMonths(since, guard.months ?? 12);
}

/** Reminder before a session; null cancels it. */
export function sessionTimer(template: MethodTemplate, sessionId: string, plannedFor: string | null): TimerChanges {
  return timer(template, 'session-reminder', sessionId, plannedFor);
}

/** Overdue mark of a knowledge gap; null cancels it. `due` is an ISO date: overdue once that day is over. */
export function gapTimer(template: MethodTemplate, gapId: string, due: string | null): TimerChanges {
  return timer(template, 'gap-overdue', gapId, due === null ? null : endOfDay(due));
}

/** Warning before a sharing commitment ends; null cancels it. `until` is an ISO date, the last day. */
export function sharingCommitmentTimer(
  template: MethodTemplate,
  organisationId: string,
  until: string | null,
): TimerChanges {
  return timer(template, 'commitment-expiring', organisationId, until === null ? null : startOfDay(until));
}

/** All timers that a trajectory in this state has under a template; those without a date are to be cancelled. */
export function allTimers(template: MethodTemplate, state: TrajectoryState): TimerChanges {
  const all: Record<string, string | null> = { ...phaseTimers(template, state.phase, state.phaseSince) };
  for (const [id, session] of Object.entries(state.sessions))
    Object.assign(all, sessionTimer(template, id, session.status === 'planned' ? session.plannedFor : null));
  for (const [id, gap] of Object.entries(state.gaps))
    Object.assign(all, gapTimer(template, id, gap.answer === null ? gap.due : null));
  for (const [id, { commitment }] of Object.entries(state.organisations)) {
    Object.assign(
      all,
      sharingCommitmentTimer(template, id, commitment.status === 'signed' ? (commitment.until ?? null) : null),
    );
  }
  return all;
}

/**
 * Timers of a trajectory that goes on after it was stopped: the phase has its whole time from now, and of what is past
 * nobody is reminded. What is still ahead and whose moment has come meanwhile is due at once.
 */
export function timersFromNow(template: MethodTemplate, state: TrajectoryState, now: string): TimerChanges {
  const soonest = Object.entries(ofNothingPast(allTimers(template, state), state, now)).map(
    ([key, dueAt]): [string, string | null] => [key, dueAt !== null && dueAt < now ? now : dueAt],
  );
  const { 'phase-overdue': overdue = null } = phaseTimers(template, state.phase, now);
  return { ...Object.fromEntries(soonest), 'phase-overdue': overdue };
}

/** Leaves out reminders of what is past already: sessions, sharing commitments and dates of gaps. */
export function ofNothingPast(changes: TimerChanges, state: TrajectoryState, now: string): TimerChanges {
  return Object.fromEntries(
    Object.entries(changes).map(([key, dueAt]) => [
      key,
      dueAt !== null && dueAt <= now && isPast(key, state, now) ? null : dueAt,
    ]),
  );
}

/**
 * Timers that change because a trajectory was paused for a while: the phase gets the time that it lost, and of a session
 * or a sharing commitment that has ended meanwhile nobody is reminded. All others that came due fire now.
 */
export function timersAfterPause(template: MethodTemplate, state: TrajectoryState, now: string): TimerChanges {
  const past = Object.entries(state.timers).filter(([key, { dueAt }]) => dueAt <= now && isOver(key, state, now));
  const overdue = state.timers['phase-overdue'];
  const since = state.paused?.at;
  const later =
    overdue &&
    (since === undefined
      ? phaseTimers(template, state.phase, now)['phase-overdue']
      : new Date(Date.parse(overdue.dueAt) + Math.max(0, Date.parse(now) - Date.parse(since))).toISOString());
  // one that was set during the pause, by hand or because a phase began, means what it says
  const isOfBefore = overdue !== undefined && overdue.setSeq <= (state.paused?.seq ?? overdue.setSeq);
  const isLate = isOfBefore && (since === undefined ? overdue.dueAt <= now : overdue.dueAt > since);
  return {
    ...Object.fromEntries(past.map(([key]) => [key, null])),
    ...(isLate && later && { 'phase-overdue': later }),
  };
}

/** Whether what a timer reminds of has ended: a session that was to be held, a sharing commitment. */
function isOver(key: string, state: TrajectoryState, now: string): boolean {
  const subject = key.slice(key.indexOf('.') + 1);
  if (key.startsWith('session-reminder.')) return (state.sessions[subject]?.plannedFor ?? '') <= now;
  return (
    key.startsWith('commitment-expiring.') &&
    endOfDay(state.organisations[subject]?.commitment.until ?? '1970-01-01') <= now
  );
}

/** As {@link isOver}, and a date of a gap that has passed. */
function isPast(key: string, state: TrajectoryState, now: string): boolean {
  return key.startsWith('gap-overdue.') || isOver(key, state, now);
}

/** Cancels every timer that is set or waits for somebody. */
export function noTimers(state: TrajectoryState): TimerChanges {
  return Object.fromEntries([...Object.keys(state.timers), ...Object.keys(state.alerts)].map((key) => [key, null]));
}

/** Leaves out cancelling what is neither set nor waiting for somebody. */
export function worthTelling(changes: TimerChanges, state: TrajectoryState | null): TimerChanges {
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([key, dueAt]) => dueAt !== null || state?.timers[key] !== undefined || state?.alerts[key] !== undefined,
    ),
  );
}
