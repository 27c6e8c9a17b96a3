import type { Clock, Step } from '@buurtbalans/domain';
import { leftOf } from './clock.ts';

const MINUTE = 60_000;

/** Where a session stands in its script, and how long it still takes. Moments in milliseconds since 1970. */
export interface Flow {
  readonly now: Step | null;
  /** What comes when somebody goes on; null at the end. */
  readonly next: Step | null;
  /** What comes after that which runs. */
  readonly left: readonly Step[];
  readonly leftMs: number;
  readonly endsAt: number;
}

/** The steps that a script goes through after this one; before the first one, all. Skipped steps are left out. */
export function stepsAfter(steps: readonly Step[], stepId: string | null): Step[] {
  const index = stepId === null ? -1 : steps.findIndex(({ id }) => id === stepId);
  return steps.slice(index + 1).filter(({ skipped }) => !skipped);
}

/** Milliseconds that these steps take. */
export const durationOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { minutes, skipped }) => sum + (skipped ? 0 : minutes * MINUTE), 0);

/** Where the session stands. A session that has not begun begins as planned, or now when that is past. */
export function flowOf(
  steps: readonly Step[],
  stepId: string | null,
  clock: Clock | null,
  now: number,
  plannedFor: number,
): Flow {
  const left = stepsAfter(steps, stepId);
  const ofNow = stepId !== null && clock ? leftOf(clock, now) : 0;
  const leftMs = ofNow + durationOf(left);
  const from = stepId === null ? Math.max(now, plannedFor) : now;
  return {
    now: steps.find(({ id }) => id === stepId) ?? null,
    next: left[0] ?? null,
    left,
    leftMs,
    endsAt: from + leftMs,
  };
}

/** When each step begins, if the first begins at this moment; a skipped step takes no time. */
export function startsOf(steps: readonly Step[], from: number): number[] {
  let at = from;
  return steps.map((step) => {
    const startsAt = at;
    at += durationOf([step]);
    return startsAt;
  });
}

/** Whole minutes, rounded up. */
export const minutesOf = (milliseconds: number): number => Math.ceil(milliseconds / MINUTE);
