import { dutchDay } from '@buurtbalans/domain';

/** The moment so many days from now: a date that is written down would be past one day, and its timers due. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** The Dutch day (ISO date) so many days from today. */
export function dayIn(days: number): string {
  const day = new Date(dutchDay(inDays(0)));
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** How a moment or day is written out for somebody who reads Dutch or English: 3 maart 2026, 3 March 2026. */
export function written(moment: string, language: 'nl-NL' | 'en-GB' = 'nl-NL'): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(
    new Date(moment),
  );
}

/** What somebody in the Netherlands fills in for a moment in a field for date and time. */
export function filledIn(moment: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(moment))
    .replace(' ', 'T');
}
