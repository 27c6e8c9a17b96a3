import { emailsIn } from './emails.ts';
import type { Found, PersonalSpan } from './found.ts';
import { houseNumbersIn } from './house-numbers.ts';
import { numbersIn } from './numbers.ts';
import { personsIn } from './persons.ts';
import { Reading } from './reading.ts';

/**
 * Finds what looks like a person, an address or a number that leads to one, in Dutch, English, Turkish, Arabic and Polish.
 * A warning, not proof: a person decides. Takes time that grows with the length of the text, whatever it is.
 */
export const personalSpans = (text: string): PersonalSpan[] => screened(new Reading(text));

/** The same on a text that was read already, which counts how often it is looked at. */
export function screened(reading: Reading): PersonalSpan[] {
  const numbers = numbersIn(reading);
  return [...emailsIn(reading), ...numbers, ...outside(numbers, houseNumbersIn(reading)), ...personsIn(reading)]
    .map((span) => ({ ...span, text: reading.text.slice(span.start, span.end) }))
    .sort((one, other) => one.start - other.start);
}

/** Houses whose number is no part of a longer one: *mijn nummer: 06 …*. Both in the order of the text. */
function outside(numbers: readonly Found[], houses: readonly Found[]): Found[] {
  let at = 0;
  return houses.filter(({ end }) => {
    while (at < numbers.length && numbers[at]!.end < end) at += 1;
    return at === numbers.length || numbers[at]!.start >= end;
  });
}
