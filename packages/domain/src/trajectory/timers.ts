import type { MethodTemplate, Phase } from '../template/method-template.ts';
import type { Effect } from './decision.ts';

type TimerId = MethodTemplate['timers'][number]['id'];

const DAY = 86_400_000;

function shift(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * DAY).toISOString();
}

function daysOf(template: MethodTemplate, id: TimerId): number | undefined {
  return template.timers.find((timer) => timer.id === id)?.days;
}

function timer(template: MethodTemplate, id: TimerId, subject: string | null, moment: string | null): Effect[] {
  const days = daysOf(template, id);
  if (days === undefined) return [];
  const key = subject === null ? id : `${id}.${subject}`;
  return [{ kind: 'timer', key, dueAt: moment === null ? null : shift(moment, days) }];
}

/** Timers of a phase that has just begun: when it is overdue, and after completion when the review is due. */
export function phaseTimers(template: MethodTemplate, phase: Phase, now: string): Effect[] {
  const expected = template.phases.find((step) => step.id === phase)?.expectedDays;
  const running = phase !== 'completed' && expected !== undefined;
  const end = running ? shift(now, expected) : null;
  return [...timer(template, 'phase-overdue', null, end), ...timer(template, 'review-due', null, reviewFrom(template, phase, now))];
}

function reviewFrom(template: MethodTemplate, phase: Phase, now: string): string | null {
  if (phase !== 'completed') return null;
  const guard = template.transitions
    .filter((transition) => transition.from === 'completed')
    .flatMap((transition) => transition.guards)
    .find((candidate) => candidate.predicate === 'intervalElapsed');
  const from = new Date(now);
  from.setUTCMonth(from.getUTCMonth() + (guard?.months ?? 12));
  return from.toISOString();
}

/** Reminder before a session; null cancels it. */
export function sessionTimer(template: MethodTemplate, sessionId: string, plannedFor: string | null): Effect[] {
  return timer(template, 'session-reminder', sessionId, plannedFor);
}

/** Overdue mark of a knowledge gap; null cancels it. `due` is an ISO date: overdue from the end of that day. */
export function gapTimer(template: MethodTemplate, gapId: string, due: string | null): Effect[] {
  return timer(template, 'gap-overdue', gapId, due === null ? null : `${due}T23:59:59.000Z`);
}

/** Warning before a commitment ends; null cancels it. */
export function commitmentTimer(template: MethodTemplate, organisationId: string, until: string | null): Effect[] {
  return timer(template, 'commitment-expiring', organisationId, until === null ? null : `${until}T00:00:00.000Z`);
}
