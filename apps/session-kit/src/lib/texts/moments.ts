import { getLocale } from '#lib/paraglide/runtime.js';

const ZONE = 'Europe/Amsterdam';
const language = () => (getLocale() === 'en' ? 'en-GB' : 'nl-NL');

/** A moment as a date: 3 maart 2026. Takes an ISO moment or an ISO date. */
export function showDate(moment: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: ZONE }).format(new Date(moment));
}

/** A moment with its time: di 3 maart 2026 19:30. */
export function showMoment(moment: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language(), { ...parts, timeZone: ZONE }).format(new Date(moment));
}

/** Today in Amsterdam as an ISO date, `days` from now. */
export function dayFromNow(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(Date.now() + days * 86_400_000));
}

function offsetAt(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' }).formatToParts(moment);
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', '') || '+00:00';
}

/**
 * The value of a `datetime-local` field, read as Amsterdam time wherever the browser is, as an ISO moment with its
 * offset. Empty stays empty.
 */
export function momentOfField(local: string): string {
  if (local === '') return '';
  const offset = offsetAt(new Date(`${local}:00Z`));
  return `${local.slice(0, 16)}:00${offset}`;
}

/** The other way round: an ISO moment as the value of a `datetime-local` field. */
export function fieldOfMoment(moment: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment)).replace(' ', 'T');
}
