import type { OverviewRow } from '@buurtbalans/contracts';
import { expect, test } from 'vitest';
import { applyFilter, filterOf, queryOf } from './overview-filter.ts';

const block = { code: 'guard.areaDrawn', params: {}, unblockedBy: ['SetArea'], waivable: false };

function row(name: string, rest: Partial<OverviewRow> = {}): OverviewRow {
  const base = {
    id: name,
    name,
    invented: false,
    district: { code: 'SD0363F', name: 'Nieuw-West' },
    phase: 'intake',
    phaseSince: '2026-01-01T00:00:00Z',
  };
  const counts = {
    daysInPhase: 10,
    expectedDays: 28,
    openSessions: 0,
    missingCommitments: 0,
    overdueGaps: 0,
    version: 1,
  };
  return {
    ...base,
    ...counts,
    status: 'active',
    nextSession: null,
    sessionsClosed: { professional: 0, resident: 0 },
    blocks: [],
    alerts: [],
    facilitators: [],
    ...rest,
  } as OverviewRow;
}

const rows = [
  row('Osdorp'),
  row('Geuzenveld', { daysInPhase: 40, blocks: [block] }),
  row('Noord', { status: 'paused', daysInPhase: 90, blocks: [block] }),
  row('Zuid', { district: { code: 'SD0363K', name: 'Zuid' }, phase: 'plan' }),
];
const names = (query: string) => applyFilter(rows, filterOf(new URLSearchParams(query))).rows.map(({ name }) => name);

test('a paused trajectory is neither blocked nor overdue', () => {
  expect(names('show=blocked')).toEqual(['Geuzenveld']);
  expect(names('show=overdue')).toEqual(['Geuzenveld']);
  expect(names('show=paused')).toEqual(['Noord']);
});

test('a knowledge gap past its date makes a trajectory overdue', () => {
  expect(
    applyFilter([row('A', { overdueGaps: 1 }), row('B')], filterOf(new URLSearchParams('show=overdue'))).rows.map(
      ({ name }) => name,
    ),
  ).toEqual(['A']);
});

test('district, phase and text narrow together, and text finds a facilitator too', () => {
  expect(names('district=SD0363K')).toEqual(['Zuid']);
  expect(names('phase=plan&text=OSD')).toEqual([]);
  expect(names('text=nieuw-w')).toHaveLength(3);
  expect(
    applyFilter([row('A', { facilitators: ['Mei Lin'] })], filterOf(new URLSearchParams('text=mei'))).rows,
  ).toHaveLength(1);
});

test('the counts follow the other filters, not the chosen count', () => {
  const { counts } = applyFilter(rows, filterOf(new URLSearchParams('show=paused&district=SD0363F')));
  expect(counts).toEqual({ all: 3, active: 2, paused: 1, stopped: 0, blocked: 1, overdue: 1 });
});

test('the worst stands first', () => {
  expect(names('')[0]).toBe('Geuzenveld');
});

test('an address survives being read and written, and nonsense counts as not given', () => {
  expect(queryOf(filterOf(new URLSearchParams('show=overdue&text=a b')))).toBe('?show=overdue&text=a+b');
  expect(queryOf(filterOf(new URLSearchParams('show=everything')))).toBe('');
});
