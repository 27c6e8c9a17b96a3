import { getLocale } from '#lib/paraglide/runtime.js';

const ZONE = 'Europe/Amsterdam';
const language = () => (getLocale() === 'en' ? 'en-GB' : 'nl-NL');

/** A moment as a date: 3 maart 2026. Takes an ISO moment or an ISO date. */
export function showDate(moment: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: ZONE }).format(new Date(moment));
}

/** A moment with its time: di 3 maart 2026 19:30. */
export function showMoment(moment: string): string {
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(language(), { ...parts, timeZone: ZONE }).format(new Date(moment));
}

/** A moment, in milliseconds, as a time of the day: 20:15. */
export const showTime = (moment: number): string =>
  new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone: ZONE }).format(moment);
