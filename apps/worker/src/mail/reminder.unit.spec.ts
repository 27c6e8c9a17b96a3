import type { TrajectoryState } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { concernsManagers, reminderOf } from './reminder.ts';

const SECRET = 'text of somebody';
const NOW = new Date('2026-11-30T12:00:00.000Z');
const keys = ['session-reminder.s', 'phase-overdue', 'gap-overdue.g', 'commitment-expiring.o', 'review-due'];
const session = {
  lane: 'resident',
  number: 2,
  title: SECRET,
  question: SECRET,
  plannedFor: '2026-12-01T19:00:00.000Z',
  phases: ['exchange'],
  status: 'planned',
};
const gap = { question: SECRET, ownerOrganisationId: 'o', due: '2026-11-01', answer: null };
const organisation = {
  name: 'Politie',
  type: 'police',
  ring: 'core',
  commitment: { status: 'signed', data: SECRET, purpose: SECRET, until: '2026-12-31' },
};

function state(change: object = {}): TrajectoryState {
  const alerts = Object.fromEntries(keys.map((key) => [key, '2026-11-20T08:00:00.000Z']));
  return {
    status: 'active',
    phase: 'exchange',
    phaseSince: '2026-09-01T08:00:00.000Z',
    sessions: { s: session },
    gaps: { g: gap },
    organisations: { o: organisation },
    alerts,
    ...change,
  } as unknown as TrajectoryState;
}
const found = (change: object = {}): string[] =>
  keys.filter((key) => reminderOf(state(change), key, NOW) !== undefined);

describe('what a reminder is about', () => {
  it('[P20] is facts only: of each kind its own, and no text', () => {
    expect(keys.slice(0, 4).map((key) => reminderOf(state(), key, NOW))).toEqual([
      {
        kind: 'session-reminder',
        sessionId: 's',
        session: { lane: 'resident', number: 2, plannedFor: session.plannedFor, status: 'planned' },
      },
      { kind: 'phase-overdue', phase: 'exchange', since: '2026-09-01T08:00:00.000Z' },
      { kind: 'gap-overdue', due: '2026-11-01' },
      { kind: 'commitment-expiring', organisation: 'Politie', until: '2026-12-31' },
    ]);
    expect(reminderOf(state({ phase: 'completed' }), 'review-due', NOW)).toEqual({
      kind: 'review-due',
      since: '2026-09-01T08:00:00.000Z',
    });
  });

  const open = keys.slice(0, 4);
  const without = (...gone: string[]): string[] => open.filter((key) => !gone.includes(key));
  const cases: [string, object, string[]][] = [
    ['nothing has changed', {}, open],
    ['no alert waits', { alerts: {} }, []],
    ['the trajectory was stopped', { status: 'stopped' }, []],
    ['the trajectory is paused', { status: 'paused' }, open],
    ['the phase is the last of the plan', { phase: 'completed' }, [...without('phase-overdue'), 'review-due']],
    ...['open', 'closed', 'cancelled'].map(
      (status) =>
        [`the session is ${status}`, { sessions: { s: { ...session, status } } }, without('session-reminder.s')] as [
          string,
          object,
          string[],
        ],
    ),
    ['the gap is answered', { gaps: { g: { ...gap, answer: 'x' } } }, without('gap-overdue.g')],
    ['the gap has no date', { gaps: { g: { ...gap, due: null } } }, without('gap-overdue.g')],
    [
      'the sharing commitment was withdrawn',
      { organisations: { o: { ...organisation, commitment: { status: 'withdrawn', until: '2026-12-31' } } } },
      without('commitment-expiring.o'),
    ],
    ['what they were about is gone', { sessions: {}, gaps: {}, organisations: {} }, ['phase-overdue']],
  ];
  it.each(cases)('stands when %s', (_, change, standing) => {
    expect(found(change)).toEqual(standing);
  });

  it.each([session.plannedFor, '2026-12-02T08:00:00.000Z', '2027-12-01T19:00:00.000Z'])(
    '[E86] is not of a session that has begun or is past, at %s',
    (now) => {
      expect(reminderOf(state(), 'session-reminder.s', new Date(now))).toBeUndefined();
      expect(reminderOf(state(), 'phase-overdue', new Date(now))).toBeDefined();
    },
  );

  it('is nothing for keys that nobody set', () => {
    const alerts = Object.fromEntries(
      ['session-reminder.constructor', 'session-reminder', 'unknown', ''].map((key) => [key, 'x']),
    );
    for (const key of Object.keys(alerts)) expect(reminderOf(state({ alerts }), key, NOW)).toBeUndefined();
  });

  it('concerns programme managers for phases and reviews', () => {
    expect(
      keys.filter((key) =>
        concernsManagers(reminderOf(state({ phase: key === 'review-due' ? 'completed' : 'exchange' }), key, NOW)!),
      ),
    ).toEqual(['phase-overdue', 'review-due']);
  });
});
