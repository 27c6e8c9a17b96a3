import type { Clock } from '@buurtbalans/domain';

/** From this part of the time left on, a clock asks for attention, and for haste. */
const AMBER = 0.2;
const RED = 0.05;

/** How a clock stands. `over`: no time is left. */
export type ClockTone = 'calm' | 'amber' | 'red' | 'over';

/** Milliseconds that are left at this moment of the engine's clock; never below zero. */
export const leftOf = (clock: Clock, now: number): number =>
  Math.max(0, clock.endsAt === null ? clock.leftMs : Date.parse(clock.endsAt) - now);

/** Milliseconds by which a running clock is over its time. */
export const overOf = (clock: Clock, now: number): number =>
  clock.endsAt === null ? 0 : Math.max(0, now - Date.parse(clock.endsAt));

/** How the clock stands at this moment. */
export function toneOf(clock: Clock, now: number): ClockTone {
  const left = leftOf(clock, now);
  if (left === 0) return 'over';
  if (left <= clock.totalMs * RED) return 'red';
  return left <= clock.totalMs * AMBER ? 'amber' : 'calm';
}

/** Time as minutes and seconds: 4:05. What is left is rounded up, so that a clock of five minutes begins at 5:00. */
export function showLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
