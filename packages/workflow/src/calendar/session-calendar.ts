import type { SessionState } from '@buurtbalans/domain';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type CalendarLanguage, sessionName } from './session-name.ts';

/** What a calendar may know of a session: neither its title nor its question. */
export type CalendarSession = Pick<SessionState, 'lane' | 'number' | 'plannedFor' | 'status'>;

/** A file in iCalendar form (RFC 5545). */
export interface CalendarFile {
  readonly fileName: string;
  readonly mime: string;
  readonly text: string;
}

/** Behind the id of a session; a domain that nobody can own, so that the same session is the same entry everywhere. */
const UID_DOMAIN = 'sessions.buurtbalans.invalid';

/** Files before this release counted minutes since 1970; seconds since this moment are more, and fit until 2093. */
const SEQUENCE_SINCE = Date.UTC(2025, 0);

/**
 * The calendar file of one session, without anybody who takes part. Its start is written in UTC: that is one moment in
 * Amsterdam also in the hour that autumn has twice. `madeAt` (ISO moment) orders the files of one session, so that a
 * calendar replaces an entry by that of a later file. There is no end: nobody has planned one.
 */
export function sessionCalendar(options: {
  readonly sessionId: string;
  readonly session: CalendarSession;
  readonly trajectoryName: string;
  readonly language: CalendarLanguage;
  readonly madeAt: string;
}): CalendarFile {
  const { sessionId, session, trajectoryName, language } = options;
  const madeAt = new Date(options.madeAt);
  const calendar = ical({
    prodId: { company: 'Buurtbalans', product: 'Buurtbalans', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${sessionId}@${UID_DOMAIN}`,
    start: new Date(session.plannedFor),
    stamp: madeAt,
    // seconds: grows with time, and counts nothing that happened in the trajectory
    sequence: Math.floor((madeAt.getTime() - SEQUENCE_SINCE) / 1_000),
    summary: `${sessionName(session, language)} · ${trajectoryName}`,
    status: session.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return {
    fileName: `buurtbalans-${session.lane}-${session.number}.ics`,
    mime: 'text/calendar; charset=utf-8; method=PUBLISH',
    text: `${calendar.toString()}\r\n`,
  };
}
