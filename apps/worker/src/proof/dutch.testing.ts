/** How a number is written in Dutch: a point between thousands, a comma before what is less than one. */
export function dutchNumber(value: number, decimals: number): string {
  // rounded as it is written down, and not as the machine keeps it: 2,345 is 2,35
  const rounded = Number(`${Math.round(Number(`${Math.abs(value)}e${decimals}`))}e-${decimals}`);
  const [whole, part] = rounded.toFixed(decimals).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${value < 0 && rounded !== 0 ? '-' : ''}${grouped}${part ? `,${part}` : ''}`;
}

const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

/** A day that the database gives as YYYY-MM-DD, in words: 3 maart 2026. */
export function dutchDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** A moment that the database gives as YYYY-MM-DD HH:MM, in words. */
export const dutchMoment = (moment: string): string =>
  `${dutchDate(moment.slice(0, 10))} om ${moment.slice(11, 16)} uur`;

/** Names one after another: a, b en c. */
export const dutchList = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} en ${names.at(-1)}`;
