/** A part of a text that may lead to a person. `start` and `end` count characters from 0. */
export interface PersonalSpan {
  readonly kind: 'person' | 'house_number' | 'phone' | 'email' | 'citizen_number' | 'postcode';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const PATTERNS: readonly (readonly [PersonalSpan['kind'], RegExp])[] = [
  ['email', /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu],
  ['phone', /(?<![\d.])(?:\+31|0031|0)[\s-]?(?:6|[1-57]\d{1,2})(?:[\s-]?\d){6,8}(?!\d)/gu],
  ['postcode', /\b[1-9]\d{3}\s?[A-Z]{2}(?:\s+\d{1,4}\b)/gu],
  // the title may be written with or without a capital, the name always has one
  ['person', /\b(?:[Mm]eneer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Hh]eer|[Ff]amilie|[Ff]am\.?|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?)\s+(?:(?:van|de|der|den|ter|ten|el|al|ben|von|le|la)\s+){0,3}\p{Lu}[\p{L}'’-]+/gu],
  ['house_number', /\b(?:nr\.?|nummer|huisnummer|huisnr\.?|no\.)\s*\d{1,5}(?:\s?[-/]?\s?[A-Za-z0-9]{1,4})?\b/giu],
  ['house_number', /\p{Lu}\p{L}+(?:straat|laan|weg|plein|hof|kade|gracht|singel|dreef|pad|plantsoen|park|burg|markt)\s+\d{1,4}(?:\s?-?[A-Za-z0-9]{1,4})?\b/gu],
];

/** Whether nine digits are a citizen service number, by its eleven test. */
function isCitizenNumber(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0 && Number(digits) > 0;
}

/**
 * Finds what looks like a person, an address or a number that leads to one. A warning, not proof: a person decides.
 */
export function personalSpans(text: string): PersonalSpan[] {
  const spans = PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match): PersonalSpan => ({ kind, start: match.index, end: match.index + match[0].length, text: match[0] })),
  );
  for (const match of text.matchAll(/(?<!\d)\d{9}(?!\d)/g)) {
    if (isCitizenNumber(match[0])) spans.push({ kind: 'citizen_number', start: match.index, end: match.index + 9, text: match[0] });
  }
  return spans.sort((one, other) => one.start - other.start);
}
