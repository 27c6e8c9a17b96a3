const ZONE = 'Europe/Amsterdam';

/** Today in Amsterdam as an ISO date, `days` from now. */
export function dayFromNow(days: number): string {
  const day = new Date(new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date()));
  // from day to day, not by 24 hours: in spring one day is shorter
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
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
  // the offset at the moment itself: on the nights in which the clock changes it is not the one of the same time in UTC
  const shown = `${local.slice(0, 16)}:00`;
  const about = new Date(`${shown}${offsetAt(new Date(`${shown}Z`))}`);
  return `${shown}${offsetAt(about)}`;
}

/** The other way round: an ISO moment as the value of a `datetime-local` field. */
export function fieldOfMoment(moment: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(moment))
    .replace(' ', 'T');
}
