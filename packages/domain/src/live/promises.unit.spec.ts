import { describe, expect, it } from 'vitest';
import type { SessionPromise } from './live-state.ts';
import { countPromises, isPromiseOverdue, promisesOfLane } from './promises.ts';

const promise = (id: string, change: Partial<SessionPromise> = {}): SessionPromise => ({
  id,
  what: `Afspraak ${id}`,
  ownerOrganisationId: null,
  owner: 'bewoners',
  due: null,
  from: null,
  status: 'open',
  ...change,
});

describe('promises of a lane', () => {
  it('[H5] are each one, as they stand in the last session that has them', () => {
    const found = promisesOfLane([
      {
        sessionId: 'second',
        number: 2,
        promises: [promise('a', { from: 'first', status: 'done', due: '2026-12-02' })],
      },
      { sessionId: 'first', number: 1, promises: [promise('a', { due: '2026-12-01' }), promise('b')] },
    ]);
    expect(found.map(({ id, status, due, sessionIds }) => [id, status, due, sessionIds])).toEqual([
      ['a', 'done', '2026-12-02', ['first', 'second']],
      ['b', 'open', null, ['first']],
    ]);
    expect(countPromises(found, '2027-01-01')).toEqual({ open: 1, overdue: 0 });
  });

  it('are overdue from the day after, while they are open', () => {
    expect(isPromiseOverdue(promise('a', { due: '2026-12-01' }), '2026-12-01')).toBe(false);
    expect(isPromiseOverdue(promise('a', { due: '2026-12-01' }), '2026-12-02')).toBe(true);
    expect(isPromiseOverdue(promise('a', { due: '2026-12-01', status: 'dropped' }), '2026-12-02')).toBe(false);
    expect(isPromiseOverdue(promise('a'), '2026-12-02')).toBe(false);
  });
});
