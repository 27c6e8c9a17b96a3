export { type CalendarFile, type CalendarSession, sessionCalendar } from './session-calendar.ts';
export { type CalendarLanguage, sessionName } from './session-name.ts';
