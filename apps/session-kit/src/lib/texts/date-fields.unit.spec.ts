import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayFromNow, fieldOfMoment, momentOfField } from './date-fields.ts';

describe('today', () => {
  afterEach(() => vi.useRealTimers());

  it.each([
    [
      'is the day of the Netherlands, also when it is still another one by UTC',
      '2026-12-31T23:30:00Z',
      0,
      '2027-01-01',
    ],
    ['goes on day by day over the night in which the clock goes forward', '2027-03-27T22:30:00Z', 1, '2027-03-28'],
    ['goes on day by day over the night in which it goes back', '2027-10-30T22:30:00Z', 1, '2027-11-01'],
    ['goes over the last day of February', '2028-02-29T10:00:00Z', 366, '2029-03-01'],
  ])('%s', (_what, now, days, day) => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
    expect(dayFromNow(days)).toBe(day);
  });
});

describe('a moment in a field', () => {
  it.each([
    ['before the clock goes forward', '2027-03-28T01:30', '2027-03-28T01:30:00+01:00'],
    ['after it went forward', '2027-03-28T03:30', '2027-03-28T03:30:00+02:00'],
    ['before it goes back', '2027-10-31T01:30', '2027-10-31T01:30:00+02:00'],
    ['after it went back', '2027-10-31T03:30', '2027-10-31T03:30:00+01:00'],
  ])('is read by the offset of that moment: %s', (_when, field, moment) => {
    expect(momentOfField(field)).toBe(moment);
    expect(fieldOfMoment(moment)).toBe(field);
  });

  it('stays empty, and half past two in the night of spring, which is not there, is an hour later', () => {
    expect(momentOfField('')).toBe('');
    expect(fieldOfMoment(momentOfField('2027-03-28T02:30'))).toBe('2027-03-28T03:30');
  });
});
