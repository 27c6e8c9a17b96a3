import { usualStep } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { durationOf, flowOf, minutesOf, startsOf, stepsAfter } from './flow.ts';

const steps = [
  usualStep('a', 'check_in', { minutes: 5 }),
  usualStep('b', 'silent_writing', { minutes: 10 }),
  usualStep('c', 'brainwriting', { minutes: 12, skipped: true }),
  usualStep('d', 'dots', { minutes: 4 }),
];
const NOW = Date.parse('2026-11-24T19:00:00.000Z');
const MINUTE = 60_000;

describe('the course of a script', () => {
  it('leaves skipped steps out of what comes', () => {
    expect(
      [stepsAfter(steps, null), stepsAfter(steps, 'b'), stepsAfter(steps, 'd')].map((left) => left.map(({ id }) => id)),
    ).toEqual([['a', 'b', 'd'], ['d'], []]);
    expect(flowOf(steps, 'b', null, NOW, NOW).next?.id).toBe('d');
  });

  it('goes on from a skipped step that somebody went to by hand', () => {
    expect(flowOf(steps, 'c', null, NOW, NOW)).toMatchObject({ now: { id: 'c' }, next: { id: 'd' } });
  });

  it('counts what is left of the running step and all that comes', () => {
    const clock = { totalMs: 10 * MINUTE, leftMs: 0, endsAt: new Date(NOW + 3 * MINUTE).toISOString() };
    const flow = flowOf(steps, 'b', clock, NOW, NOW);
    expect([flow.leftMs, flow.endsAt]).toEqual([7 * MINUTE, NOW + 7 * MINUTE]);
  });

  it('ends no earlier for a step that is over its time', () => {
    const clock = { totalMs: 10 * MINUTE, leftMs: 0, endsAt: new Date(NOW - 5 * MINUTE).toISOString() };
    expect(flowOf(steps, 'b', clock, NOW, NOW).leftMs).toBe(4 * MINUTE);
  });

  it('begins as planned, and now when that is past', () => {
    expect(flowOf(steps, null, null, NOW, NOW + 30 * MINUTE).endsAt).toBe(NOW + 49 * MINUTE);
    expect(flowOf(steps, null, null, NOW, NOW - 30 * MINUTE).endsAt).toBe(NOW + 19 * MINUTE);
  });

  it('tells when each step begins', () => {
    expect(startsOf(steps, NOW).map((at) => (at - NOW) / MINUTE)).toEqual([0, 5, 15, 15]);
    expect([durationOf(steps) / MINUTE, minutesOf(61_000), minutesOf(0)]).toEqual([19, 2, 0]);
  });
});
