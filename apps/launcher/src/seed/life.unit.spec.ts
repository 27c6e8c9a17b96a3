import { type AreaGeometry, dutchDay, fold, PHASES, startOfDay } from '@buurtbalans/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fateOf } from './fate.ts';
import { areasOf, type SeedArea } from './ground.ts';
import { tellLife } from './life.ts';

const square: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [4.8, 52.3],
      [4.9, 52.3],
      [4.9, 52.4],
      [4.8, 52.3],
    ],
  ],
};
const area = (name: string): SeedArea => ({
  name,
  codes: ['BU0363FA01'],
  district: { code: 'SD0363F', name: 'Nieuw-West' },
  geometry: square,
  places: [{ lng: 4.85, lat: 52.35, label: name }],
});
const ground = { wijken: ['Een', 'Twee'].map(area), buurten: ['Drie', 'Vier', 'Vijf'].map(area) };
const teller = (seed: number, now: number) => ({ seed, areaAt: areasOf(seed, ground), now });
/** A seed, a number and any moment of some decades: the rules hold in all of them. */
const any = [
  fc.nat(1_000),
  fc.nat(10_000),
  fc.date({ min: new Date('2025-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
] as const;

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
/** Day of the week and time of a moment in the Netherlands. */
const dutch = (moment: string): [day: string, time: string] => {
  const parts = Object.fromEntries(CLOCK.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  return [parts['weekday']!, `${parts['hour']}:${parts['minute']}`];
};

describe('a made-up trajectory', () => {
  it('[E118] follows from seed, number and day alone', () => {
    fc.assert(
      fc.property(...any, (seed, index, now) => {
        const told = (moment: number, of = seed) => tellLife(teller(of, moment), index);
        const morning = Date.parse(startOfDay(dutchDay(now.toISOString())));
        const [one, later] = [told(morning), told(morning + 20 * 3_600_000)];
        expect(told(morning).rows()).toEqual(one.rows());
        // later on the day nothing is added but what came due
        expect(later.entries.slice(0, one.entries.length)).toEqual(one.entries);
        expect(later.entries.slice(one.entries.length).every(({ type }) => type === 'TimerFired')).toBe(true);
        expect(told(morning, seed + 1).rows()).not.toEqual(one.rows());
      }),
      { numRuns: 30 },
    );
  });

  it('[E118] is where its fate has it on any day, by the rules, with nothing after today and what was due fired', () => {
    fc.assert(
      fc.property(...any, (seed, index, now) => {
        const { state, entries } = tellLife(teller(seed, now.getTime()), index);
        const [fate, today] = [fateOf(seed, index), now.toISOString()];
        expect({ phase: state!.phase, status: state!.status, template: state!.template.id }).toEqual(fate);
        expect(JSON.parse(JSON.stringify(fold(entries)))).toEqual(JSON.parse(JSON.stringify(state)));
        const moments = entries.map(({ at }) => at);
        expect(moments).toEqual([...moments].sort());
        expect(moments.at(-1)! <= today).toBe(true);
        if (fate.status !== 'active') return;
        for (const { dueAt } of Object.values(state!.timers)) expect(dueAt > today).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('[E118] is held on Mondays to Thursdays, and paused or stopped by somebody at work, by the Dutch clock', () => {
    fc.assert(
      fc.property(...any, (seed, index, now) => {
        for (const { type, at, data } of tellLife(teller(seed, now.getTime()), index).entries) {
          if (type === 'SessionPlanned' || type === 'SessionMoved') {
            const [day, time] = dutch(data.plannedFor);
            expect(['Mon', 'Tue', 'Wed', 'Thu']).toContain(day);
            expect(['09:30', '13:00', '13:30', '15:00', '19:00', '19:30']).toContain(time);
          }
          if (type !== 'TrajectoryPaused' && type !== 'TrajectoryStopped') continue;
          const [day, time] = dutch(at);
          expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(day);
          expect(time >= '08:00' && time <= '18:00').toBe(true);
        }
      }),
      // a year of 366 days before its review
      { numRuns: 200, examples: [[381, 5617, new Date('2025-01-01T00:00:00.000Z')]] },
    );
  });

  it('[E118] of each fourteen, every phase and status has one, and no two of one round are in the same area', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(500), (seed, round) => {
        const fates = Array.from({ length: 14 }, (_, index) => fateOf(seed, round * 14 + index));
        expect(new Set(fates.map(({ phase }) => phase))).toEqual(new Set(PHASES));
        expect(new Set(fates.map(({ status }) => status))).toEqual(new Set(['active', 'paused', 'stopped']));
        const { areaAt } = teller(seed, 0);
        const titles = Array.from({ length: 100 }, (_, index) => areaAt(index).title);
        expect(new Set(titles).size).toBe(100);
        expect(titles.slice(0, 2).sort()).toEqual(['Een', 'Twee']);
      }),
      { numRuns: 30 },
    );
  });
});
