import { AFTER_NAMES, BEFORE_PLACES, PLACE_ENDINGS, STREET_ENDINGS } from './lexicon.ts';
import { isParticle, surname } from './names.ts';
import { NOBODYS } from './names-elsewhere.ts';
import { isCapital, type Reading, type Token } from './reading.ts';

/** No name has more parts. */
const LONGEST = 9;

/** Words that may be one name: with capitals, initials, and particles between them. */
export interface Run {
  /** Positions of its words, particles too. */
  readonly parts: readonly number[];
  readonly tokens: readonly Token[];
  /** The position after it. */
  readonly after: number;
}

const isInitial = ({ text }: Token): boolean => /^\p{Lu}(?:h|\p{Ll})?$/u.test(text);

/** The words from a position on that may be one name. */
export function runFrom(reading: Reading, from: number): Run {
  const parts: number[] = [];
  const tokens: Token[] = [];
  let [index, kept] = [from, 0];
  while (parts.length < LONGEST) {
    const token = index === from ? reading.at(index) : reading.word(index);
    if (!token || token.kind !== 'word' || (index > from && token.gap === 'none' && reading.sign(index - 1) !== '.'))
      break;
    const isPart = isCapital(token);
    if (!isPart && !(index > from && isParticle(token.folded)) && !(index === from && isParticle(token.folded))) break;
    parts.push(index);
    tokens.push(token);
    index += 1;
    if (isPart) kept = parts.length;
    if (isPart && isInitial(token) && reading.sign(index) === '.' && reading.at(index)!.gap === 'none') index += 1;
  }
  // a particle at its end belongs to what follows
  const after = kept === 0 ? from + 1 : parts[kept - 1]! + 1;
  return { parts: parts.slice(0, kept), tokens: tokens.slice(0, kept), after };
}

function isPlaceWord({ folded }: Token, before: Token | undefined): boolean {
  if (STREET_ENDINGS.test(folded) || (PLACE_ENDINGS.test(folded) && surname(folded) === undefined)) return true;
  if (AFTER_NAMES.has(folded.slice(folded.lastIndexOf('-') + 1)) && folded.includes('-')) return true;
  // Martin Luther King Park, but not Jan van der Laan
  return AFTER_NAMES.has(folded) && before !== undefined && !isParticle(before.folded);
}

/** Whether these words name a street, a school, a shop: something that is called after somebody, and is nobody. */
export function isPlace(reading: Reading, { parts, tokens, after }: Run): boolean {
  if (tokens.some((token, at) => isPlaceWord(token, tokens[at - 1]))) return true;
  if (AFTER_NAMES.has(reading.word(after)?.folded ?? '')) return true;
  const before = reading.at((parts[0] ?? 0) - 1);
  const ahead = before?.text === '.' ? reading.at(parts[0]! - 2) : before;
  if (ahead && ahead.kind === 'word' && BEFORE_PLACES.has(ahead.folded)) return true;
  const words = tokens.map(({ folded }) => folded).join(' ');
  return NOBODYS.some((known) => words === known || words.startsWith(`${known} `));
}
