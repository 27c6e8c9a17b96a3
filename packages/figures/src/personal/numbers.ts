import type { Found } from './found.ts';
import { digitsOf } from './number-words.ts';
import type { Reading, Token } from './reading.ts';

/** What stands between the groups of a telephone number, and before its first. */
const BETWEEN = new Set(['-', '–', '.', '/', '(', ')']);
/** Groups that are looked at: a number that is said digit by digit has fourteen. */
const MOST = 14;

const digits = (token: Token): string | undefined =>
  token.kind === 'number'
    ? [...token.text].map((sign) => (/\d/.test(sign) ? sign : String(valueOf(sign)))).join('')
    : token.kind === 'word'
      ? digitsOf(token.folded)
      : undefined;

/** The value of a digit of another script, whose ten digits stand in a row that begins with nought. */
function valueOf(sign: string): number {
  let value = 0;
  const code = sign.codePointAt(0)!;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/** Numbers with all their digits, as far as they go on from a position. */
interface Group {
  readonly text: string;
  readonly end: number;
  readonly index: number;
  readonly isWord: boolean;
}

function groupsFrom(reading: Reading, from: number): Group[] {
  const groups: Group[] = [];
  let signs = 0;
  for (let index = from; groups.length < MOST && signs < 4; index += 1) {
    const token = reading.at(index);
    if (!token || (index > from && token.gap === 'line')) break;
    if (token.kind === 'sign') {
      // said one by one: nul zes, een twee
      const isPause = token.text === ',' && groups.at(-1)?.isWord === true;
      if (!isPause && !BETWEEN.has(token.text)) break;
      signs += 1;
      continue;
    }
    const text = digits(token);
    if (text === undefined) break;
    signs = 0;
    const before = groups.at(-1);
    // vijftig zes, elli alti: fifty-six
    if (token.kind === 'word' && before?.isWord && /^[2-9]0$/.test(before.text) && /^[1-9]$/.test(text))
      groups[groups.length - 1] = { text: `${before.text[0]}${text}`, end: token.end, index, isWord: true };
    else groups.push({ text, end: token.end, index, isWord: token.kind === 'word' });
  }
  return groups;
}

/** Days: 01-02-2026 and what comes after it have ten digits too. */
const isDate = ([day, month, year]: readonly Group[]): boolean =>
  /^\d{1,2}$/.test(day?.text ?? '') && /^\d{1,2}$/.test(month?.text ?? '') && /^(?:19|20)\d\d$/.test(year?.text ?? '');

/** The group with which a telephone number is complete; undefined where this is none. */
function phoneEnd(groups: readonly Group[], isInternational: boolean): Group | undefined {
  if (isDate(groups)) return undefined;
  let all = '';
  let found: Group | undefined;
  for (const group of groups) {
    all += group.text;
    if (all.length > 15) break;
    const abroad = isInternational || all.startsWith('00');
    // +31 (0)6: the nought in between is said and not dialled
    const dialled = all.replace(/^(?:00)/, '').replace(/^310/, '31');
    if (abroad ? dialled.length >= 10 && /^[1-9]/.test(dialled) : /^0[1-9]\d{8}$/.test(all)) found = group;
    if (!abroad && all.length >= 10) break;
  }
  return found;
}

/** Whether nine digits are a citizen service number, by its eleven test. */
function isCitizenNumber(number: string): boolean {
  const sum = [...number].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0 && Number(number) > 0;
}

/** The group with which a citizen service number is complete: 9, 3-3-3 or 4-2-3 digits. */
function citizenEnd(groups: readonly Group[]): Group | undefined {
  const shape = groups.map(({ text }) => text.length).join('-');
  const count = /^9(?:-|$)/.test(shape) ? 1 : /^(?:3-3-3|4-2-3)(?:-|$)/.test(shape) ? 3 : 0;
  const own = groups.slice(0, count);
  return count > 0 && isCitizenNumber(own.map(({ text }) => text).join('')) ? own.at(-1) : undefined;
}

/** A postcode with the number of a house: 1064 AB 12, 1064ab nr. 12. */
function postcodeEnd(reading: Reading, index: number, first: Token): number | undefined {
  if (!/^[1-9]\d{3}$/.test(first.text)) return undefined;
  const letters = reading.word(index + 1);
  if (!letters || !(letters.gap === 'none' ? /^[A-Za-z]{2}$/ : /^[A-Z]{2}$/).test(letters.text)) return undefined;
  let next = index + 2;
  if (reading.sign(next) === ',') next += 1;
  if (/^(?:nr|no|nummer|huisnummer)$/.test(reading.word(next)?.folded ?? '')) next += 1;
  if (reading.sign(next) === '.') next += 1;
  const house = reading.at(next);
  return house?.kind === 'number' && house.gap !== 'line' && /^\d{1,4}$/.test(house.text) ? house.end : undefined;
}

/** Telephone numbers in figures and in words, citizen service numbers, and postcodes with a house. */
export function numbersIn(reading: Reading): Found[] {
  const found: Found[] = [];
  for (let index = 0; index < reading.length; index += 1) {
    const token = reading.at(index)!;
    if (digits(token) === undefined) continue;
    const postcode = token.kind === 'number' ? postcodeEnd(reading, index, token) : undefined;
    if (postcode !== undefined) found.push({ kind: 'postcode', start: token.start, end: postcode });
    const before = reading.at(index - 1);
    // 1.0612345678 is an amount, and the second half of a number is not its beginning
    if (token.gap === 'none' && (before?.text === '.' || before?.text === ',')) continue;
    const isInternational = before?.text === '+' && token.gap === 'none';
    const groups = groupsFrom(reading, index);
    const phone = phoneEnd(groups, isInternational);
    const citizen = phone ? undefined : token.kind === 'number' ? citizenEnd(groups) : undefined;
    const last = phone ?? citizen;
    if (!last) continue;
    const opened = isInternational || before?.text === '(' ? before!.start : token.start;
    found.push({ kind: phone ? 'phone' : 'citizen_number', start: opened, end: last.end });
    index = last.index;
  }
  return found;
}
