import { describe, expect, it } from 'vitest';
import { sessionCalendar } from './session-calendar.ts';

const sessionId = '4d7f3c1e-30b7-4c1b-9c58-1f0c8f1f7a11';
const madeAt = '2026-03-01T08:30:00.000Z';
const session = { lane: 'professional', number: 3, plannedFor: '2026-12-01T09:00:00.000Z', status: 'planned' } as const;
const file = (change: object = {}, more: object = {}) =>
  sessionCalendar({
    sessionId,
    session: { ...session, ...change },
    trajectoryName: 'Slotermeer',
    language: 'nl',
    madeAt,
    ...more,
  });

/** The properties of the one event in a calendar file, unfolded, by name. */
function eventOf(text: string): Record<string, string> {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const inside = lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
  return Object.fromEntries(
    inside.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}

/** What a clock in Amsterdam shows at a moment in the UTC form of RFC 5545. */
function inAmsterdam(moment: string): string {
  const [, ...part] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(moment)!.map(Number);
  const at = Date.UTC(part[0]!, part[1]! - 1, part[2]!, part[3]!, part[4]!, part[5]!);
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
}

describe('a calendar file of a session', () => {
  it('[P21] holds lane, number and trajectory, and nothing but the session’s own moment, state and id', () => {
    const { text, fileName, mime } = file();
    expect(text.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Buurtbalans//Buurtbalans//NL',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      `UID:${sessionId}@sessions.buurtbalans.invalid`,
      `SEQUENCE:${(Date.parse(madeAt) - Date.parse('2025-01-01T00:00:00Z')) / 1_000}`,
      'DTSTAMP:20260301T083000Z',
      'DTSTART:20261201T090000Z',
      'SUMMARY:Sessie professionals 3 · Slotermeer',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect([fileName, mime]).toEqual([
      'buurtbalans-professional-3.ics',
      'text/calendar; charset=utf-8; method=PUBLISH',
    ]);
  });

  it.each([
    ['the day before the clock goes forward', '2026-03-28T19:30:00+01:00', '2026-03-28 19:30'],
    ['the day on which it goes forward', '2026-03-29T19:30:00+02:00', '2026-03-29 19:30'],
    ['the day before the clock goes back', '2026-10-24T19:30:00+02:00', '2026-10-24 19:30'],
    ['the day on which it goes back', '2026-10-25T19:30:00+01:00', '2026-10-25 19:30'],
    ['the last minute before it goes forward', '2027-03-28T01:59:00+01:00', '2027-03-28 01:59'],
    ['the first minute after it', '2027-03-28T03:00:00+02:00', '2027-03-28 03:00'],
  ])('starts at the right time of the Dutch clock on %s', (_, plannedFor, shown) => {
    expect(inAmsterdam(eventOf(file({ plannedFor }).text).DTSTART!)).toBe(shown);
  });

  it('tells the two hours apart that autumn has twice', () => {
    const starts = ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'].map(
      (plannedFor) => eventOf(file({ plannedFor }).text).DTSTART!,
    );
    expect(starts).toEqual(['20261025T003000Z', '20261025T013000Z']);
    expect(starts.map(inAmsterdam)).toEqual(['2026-10-25 02:30', '2026-10-25 02:30']);
  });

  it('stays the same entry when the session moves, and says when it is cancelled', () => {
    const [before, after] = [
      eventOf(file().text),
      eventOf(
        file({ plannedFor: '2026-12-08T09:00:00Z', status: 'cancelled' }, { madeAt: '2026-03-01T08:30:01Z' }).text,
      ),
    ];
    expect(after.UID).toBe(before.UID);
    expect(Number(after.SEQUENCE)).toBeGreaterThan(Number(before.SEQUENCE));
    expect([before.STATUS, after.STATUS]).toEqual(['CONFIRMED', 'CANCELLED']);
  });

  it('keeps a name with marks of the form in its own line, in either language', () => {
    const { text } = file(
      { lane: 'resident' },
      { trajectoryName: 'Plein; "Zuid", \\ oost\nATTENDEE:mailto:a@example.nl', language: 'en' },
    );
    expect(eventOf(text).SUMMARY).toBe(
      'Resident meeting 3 · Plein\\; "Zuid"\\, \\\\ oost\\nATTENDEE:mailto:a@example.nl',
    );
    expect(text.split('\r\n').some((line) => line.startsWith('ATTENDEE'))).toBe(false);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});
