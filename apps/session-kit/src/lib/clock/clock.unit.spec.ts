import { describe, expect, it } from 'vitest';
import { leftOf, overOf, showLeft, toneOf } from './clock.ts';

const NOW = Date.parse('2026-11-24T19:00:00.000Z');
const running = (leftMs: number) => ({
  totalMs: 600_000,
  leftMs: 600_000,
  endsAt: new Date(NOW + leftMs).toISOString(),
});
const still = (leftMs: number) => ({ totalMs: 600_000, leftMs, endsAt: null });

describe('the clock of a step', () => {
  it('tells what is left while it runs and while it stands still', () => {
    expect([leftOf(running(90_000), NOW), leftOf(still(42_000), NOW), leftOf(running(-5_000), NOW)]).toEqual([
      90_000, 42_000, 0,
    ]);
  });

  it('turns amber at a fifth and red at a twentieth of its time', () => {
    expect([120_001, 120_000, 30_001, 30_000, 1, 0].map((left) => toneOf(running(left), NOW))).toEqual([
      'calm',
      'amber',
      'amber',
      'red',
      'red',
      'over',
    ]);
  });

  it('tells how long it is over its time, and not while it stands still', () => {
    expect([overOf(running(-65_000), NOW), overOf(running(5), NOW), overOf(still(0), NOW)]).toEqual([65_000, 0, 0]);
  });

  it('shows minutes and seconds, rounded up', () => {
    expect([300_000, 299_001, 65_000, 900, 0].map(showLeft)).toEqual(['5:00', '5:00', '1:05', '0:01', '0:00']);
  });
});
