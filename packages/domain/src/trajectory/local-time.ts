const DAY = 86_400_000;

// everybody whom a term concerns lives by this clock; in UTC a reminder would move an hour with each change of clocks
const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** Clocks change at the whole hour; a quarter of one holds for any of the last century. */
const STEADY = 900_000;
/** What was asked lately: a command asks for the same few days again and again, and a formatter takes long. */
const known = new Map<number, number>();
const KNOWN_AT_MOST = 1_000;

/** Milliseconds that the Dutch clock is ahead of UTC at an instant. */
function ahead(instant: number): number {
  const key = Math.floor(instant / STEADY);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  const asked = aheadBy(instant);
  known.set(key, asked);
  return asked;
}

function aheadBy(instant: number): number {
  const part = Object.fromEntries(
    wallClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(instant / 1_000) * 1_000;
}

/** The instant at which the Dutch clock shows a time; a time that is skipped in spring counts as an hour later. */
function instantOf(shown: number): number {
  return shown - ahead(shown - ahead(shown));
}

/** Farther than this no term reaches, whatever a template of an earlier version says: a date that no calendar has would stop everything. */
const FARTHEST_DAYS = 36_500;

/** The same time of the Dutch clock, so many days later or, when negative, earlier. Moments are ISO 8601. */
export function shiftDays(moment: string, days: number): string {
  const instant = Date.parse(moment);
  return new Date(
    instantOf(instant + ahead(instant) + Math.max(-FARTHEST_DAYS, Math.min(FARTHEST_DAYS, days)) * DAY),
  ).toISOString();
}

/** Midnight at which a date (ISO) begins in the Netherlands. */
export function startOfDay(date: string): string {
  return new Date(instantOf(Date.parse(`${date}T00:00:00.000Z`))).toISOString();
}

/** Midnight at which a date (ISO) is over in the Netherlands. */
export function endOfDay(date: string): string {
  return new Date(instantOf(Date.parse(`${date}T00:00:00.000Z`) + DAY)).toISOString();
}

/** The same day of a later month and the same time of the Dutch clock; where that month is shorter, its last day. */
export function shiftMonths(moment: string, months: number): string {
  const instant = Date.parse(moment);
  const shown = new Date(instant + ahead(instant));
  const day = shown.getUTCDate();
  shown.setUTCDate(1);
  shown.setUTCMonth(shown.getUTCMonth() + months);
  const last = new Date(Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + 1, 0)).getUTCDate();
  shown.setUTCDate(Math.min(day, last));
  return new Date(instantOf(shown.getTime())).toISOString();
}

/** The day (ISO date) that it is in the Netherlands at a moment. */
export function dutchDay(moment: string): string {
  const instant = Date.parse(moment);
  return new Date(instant + ahead(instant)).toISOString().slice(0, 10);
}
