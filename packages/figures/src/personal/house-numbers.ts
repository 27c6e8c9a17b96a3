import type { Found } from './found.ts';
import { AFTER_HOUSE, NO_STREET, NUMBER_WORDS, NUMBERED, SMALL_STREET, STREET, UNITS, UNTIL } from './lexicon.ts';
import { digitsOf, isOne } from './number-words.ts';
import { isCapital, type Reading, type Token } from './reading.ts';

/** A street by its name; whether a number after it is a house is another question. */
const isStreet = (token: Token): boolean =>
  !NO_STREET.has(token.folded) && (isCapital(token) ? STREET : SMALL_STREET).test(token.folded);

const counts = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.gap !== 'line' &&
  (/^[%°€$]$/.test(token.text) || UNITS.has(token.folded.split("'")[0]!));

/** Whether what follows a number makes it a day, a time, a decimal, a quantity. */
function isQuantity(reading: Reading, index: number, number: Token): boolean {
  const next = reading.at(index + 1);
  if (counts(next)) return true;
  const after = reading.at(index + 2);
  // 18:00, 3,5, 12-05-2026
  if (next?.gap === 'none' && next.kind === 'sign' && after?.kind === 'number' && after.gap === 'none') {
    if (/[:.,]/.test(next.text)) return true;
    const sign = reading.at(index + 3);
    if (/[-/]/.test(next.text) && sign?.gap === 'none' && sign.text === next.text) return true;
  }
  // 30-zone, 50+
  if (next?.gap === 'none' && (next.text === '+' || (next.text === '-' && counts(after)))) return true;
  const isRange = next && next.gap !== 'line' && (/^[-–/]$/.test(next.text) || UNTIL.has(next.folded));
  if (isRange && after && digitsIn(after) !== undefined && counts(reading.at(index + 3))) return true;
  // 2e, 1ste: an ordinal, when a noun follows
  if (next?.gap === 'none' && /^(?:e|de|ste|st|nd|rd|th)$/.test(next.text) && after && /^\p{Ll}/u.test(after.text))
    return true;
  const isLettered = next?.gap === 'none' && next.kind === 'word';
  return !isLettered && /^(?:19|20)\d\d$/.test(number.text);
}

const digitsIn = (token: Token): string | undefined => (token.kind === 'number' ? token.text : digitsOf(token.folded));

/** Where the number of a house ends: `12`, `12a`, `12-3`, `12 hs`; not with the word after it. */
function houseEnd(reading: Reading, index: number, number: Token): number {
  const next = reading.at(index + 1);
  if (!next || next.gap === 'line') return number.end;
  if (next.gap === 'none' && /^[a-z]$/i.test(next.text)) return next.end;
  if (next.kind === 'word' && /^(?:hs|bis|i{1,3}|iv)$/i.test(next.text) && next.gap === 'blank' && next.text !== 'i')
    return next.end;
  if (/^[-/]$/.test(next.text)) {
    const part = reading.at(index + 2);
    if (part?.gap === 'none' && /^[\p{L}\p{Nd}]{1,4}$/u.test(part.text)) return part.end;
  }
  return number.end;
}

/** Where `nr. 12`, `nummer: 12`, `رقم 12` begins, when the token before a number says so; undefined where it does not. */
function saidBefore(reading: Reading, index: number): number | undefined {
  let at = index - 1;
  if (/^[.:]$/.test(reading.sign(at) ?? '')) at -= 1;
  const said = reading.at(at);
  if (said?.kind !== 'word' || !NUMBER_WORDS.has(said.folded)) return undefined;
  // "no" is English for no, unless a point makes it short; and no. 1 is the best
  if (said.folded === 'no' && (at === index - 1 || reading.at(index)?.text === '1')) return undefined;
  return NUMBERED.has(reading.at(at - 1)?.folded ?? '') ? undefined : said.start;
}

/** Numbers of houses: after a street, after a word for it, or before it in Turkish. */
export function houseNumbersIn(reading: Reading): Found[] {
  const found: Found[] = [];
  for (let index = 0; index < reading.length; index += 1) {
    const number = reading.at(index)!;
    const said = digitsIn(number);
    if (said === undefined || number.gap === 'line' || !/^\p{Nd}{1,5}$/u.test(said)) continue;
    const isWord = number.kind === 'word';
    const before = reading.at(index - 1);
    let start = saidBefore(reading, index);
    if (isWord && isOne(number.folded)) start = undefined;
    const after = reading.word(index + 1);
    if (start === undefined && before?.kind === 'word' && number.gap === 'blank' && isStreet(before)) {
      const isHouse = !isWord || (!isOne(number.folded) && (!after || AFTER_HOUSE.has(after.folded)));
      if (isHouse) start = before.start;
    }
    if (start === undefined && !isWord && after && after.folded.startsWith('numara')) start = number.start;
    if (start === undefined || isQuantity(reading, index, number)) continue;
    found.push({ kind: 'house_number', start, end: houseEnd(reading, index, number) });
  }
  return found;
}
