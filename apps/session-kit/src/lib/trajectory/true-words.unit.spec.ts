import { expect, it } from 'vitest';
import { sessionMoment } from '#lib/texts/session-moment.ts';
import { conclusionLapsed } from './conclusion-lapsed.ts';

it('[R165] a session that was held shows when, and for when it was planned where that is another day', () => {
  const plannedFor = '2026-12-03T18:00:00.000Z';
  expect(sessionMoment({ plannedFor, openedAt: null })).toMatch(/3 december 2026/);
  expect(sessionMoment({ plannedFor, openedAt: '2026-12-01T18:05:00.000Z' })).toMatch(
    /1 december 2026.* \(gepland: .*3 december 2026/,
  );
  expect(sessionMoment({ plannedFor, openedAt: '2026-12-03T18:05:00.000Z' })).toMatch(/3 december 2026[^(]*19:05$/);
});

it('[R166] a conclusion lapsed with the approval only where that lapsed with it', () => {
  const at = '2026-12-01T12:00:00.000Z';
  expect(conclusionLapsed({ takenBack: {} })).toBeUndefined();
  expect(conclusionLapsed({ takenBack: { conclusion: at, approval: at } })).toContain('samen met de vaststelling');
  for (const takenBack of [{ conclusion: at }, { conclusion: at, approval: '2026-12-02T12:00:00.000Z' }])
    expect(conclusionLapsed({ takenBack })).not.toContain('samen met de vaststelling');
});
