/** A part of a text that may lead to a person. `start` and `end` count characters from 0. */
export interface PersonalSpan {
  readonly kind: 'person' | 'house_number' | 'phone' | 'email' | 'citizen_number' | 'postcode';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// `12`, `12a`, `12-3`, `12 hs`; not the word after it
const NUMBER = String.raw`\d{1,5}(?:[a-z](?![\p{L}\d])|\s?[-/]\s?[a-z\d]{1,4}(?![\p{L}\d])|\s(?:hs|bis|[ivx]{1,3})(?![\p{L}\d]))?(?!\d)`;
const PARTICLES = String.raw`(?:(?:van|de|der|den|ter|ten|te|el|al|ben|von|le|la|’t|'t)\s+){0,3}`;
const STREET = '(?:straat|laan|weg|plein|hof|kade|gracht|singel|dreef|pad|plantsoen|park|burg|markt|steeg|dijk)';

const PATTERNS: readonly (readonly [PersonalSpan['kind'], RegExp])[] = [
  // from its beginning on: tried from each letter of a long word, it would take the square of its length
  ['email', /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu],
  ['phone', /(?<![\d.])\(?(?:\+31|0031|0)(?:\s?\(0\))?[\s-]?(?:6|[1-57]\d{1,2})\)?(?:[\s-]?\d){6,8}(?!\d)/gu],
  ['postcode', /(?<!\d)[1-9]\d{3}\s?[A-Z]{2}\s+\d{1,4}(?!\d)/gu],
  // the title may be written with or without a capital, the name always has one
  [
    'person',
    new RegExp(
      String.raw`(?<!\p{L})(?:[Mm]eneer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Hh]eer|[Ff]amilie|[Ff]am\.?|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Bb]uurman|[Bb]uurvrouw|[Bb]uurjongen|[Bb]uurmeisje|[Tt]ante|[Oo]om|[Dd]okter|[Jj]uf|[Mm]eester)\s+${PARTICLES}(?:\p{Lu}\.\s?)*\p{Lu}[\p{L}'’-]+`,
      'gu',
    ),
  ],
  ['house_number', new RegExp(String.raw`(?<!\p{L})(?:nr\.?|nummer|huisnummer|huisnr\.?|no\.)\s*${NUMBER}`, 'giu')],
  // a street of this kind begins with a capital; these four endings are streets in small letters too
  [
    'house_number',
    new RegExp(
      String.raw`(?<!\p{L})(?!Onderweg|Halfweg)(?:\p{Lu}\p{L}+${STREET}|\p{L}{2,}(?:straat|laan|gracht|kade))\s+${NUMBER}`,
      'gu',
    ),
  ],
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
    [...text.matchAll(pattern)].map((match): PersonalSpan => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  );
  for (const match of text.matchAll(
    /(?<!\d)\d{3}[.\s]?\d{3}[.\s]?\d{3}(?!\d)|(?<!\d)\d{4}[.\s]\d{2}[.\s]\d{3}(?!\d)/g,
  )) {
    if (isCitizenNumber(match[0].replace(/\D/g, '')))
      spans.push({ kind: 'citizen_number', start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  return spans.sort((one, other) => one.start - other.start);
}
