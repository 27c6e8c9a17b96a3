import { arabicPersonAt } from './arabic.ts';
import type { Found } from './found.ts';
import { MY, TITLES, TITLES_AFTER, WEAK_TITLES } from './lexicon.ts';
import { firstName, isCommonSurname, isParticle, surname } from './names.ts';
import { FREQUENT_ELSEWHERE, STRONG } from './names-elsewhere.ts';
import { isCapital, type Reading, type Token } from './reading.ts';
import { isPlace, type Run, runFrom } from './runs.ts';

/** What was found at a position: somebody, up to where; or words that are nobody, which are passed over. */
interface Outcome {
  readonly isPerson: boolean;
  /** The position after it. */
  readonly after: number;
}

type Rule = (reading: Reading, index: number, token: Token) => Outcome | undefined;

const outcome = (reading: Reading, run: Run): Outcome => ({ isPerson: !isPlace(reading, run), after: run.after });

/** Mevrouw De Vries, mr Smith, Pani Nowak: whoever is addressed so. */
const addressed: Rule = (reading, index, { folded }) => {
  const [isTitle, isWeak] = [TITLES.has(folded), WEAK_TITLES.has(folded)];
  if (!isTitle && !isWeak) return undefined;
  let next = reading.sign(index + 1) === '.' ? index + 2 : index + 1;
  // de heer dr. Jansen
  if (TITLES.has(reading.word(next)?.folded ?? '')) next += reading.sign(next + 1) === '.' ? 2 : 1;
  const name = reading.word(next);
  if (!name) return undefined;
  const run = runFrom(reading, next);
  if (run.tokens.length === 0) {
    const isName = firstName(name.folded)?.sense === 'name' || surname(name.folded)?.sense === 'name';
    return isTitle && name.folded.length > 3 && isName ? { isPerson: true, after: next + 1 } : undefined;
  }
  const last = run.tokens.at(-1)!.folded;
  const isKnown = isTitle || firstName(run.tokens[0]!.folded) || surname(last);
  if (!isKnown && !MY.has(reading.at(index - 1)?.folded ?? '')) return undefined;
  // with the title, so that `dr. Colijnstraat` is seen to be a street
  return outcome(reading, { ...run, parts: [index, ...run.parts] });
};

/** Ahmet Bey, Ayşe hanım. */
const addressedAfter: Rule = (reading, index, token) => {
  if (!isCapital(token) || !TITLES_AFTER.has(reading.word(index + 1)?.folded ?? '')) return undefined;
  return firstName(token.folded) || surname(token.folded) ? { isPerson: true, after: index + 2 } : undefined;
};

/** J. Bakker, J.P. de Vries. */
const initials: Rule = (reading, index, token) => {
  if (!/^\p{Lu}(?:h)?$/u.test(token.text) || reading.sign(index + 1) !== '.') return undefined;
  const run = runFrom(reading, index);
  const names = run.tokens.filter(({ text, folded }) => text.length > 2 && !isParticle(folded));
  const known = names[0] && surname(names[0].folded);
  const count = run.tokens.filter(({ text }) => text.length === 1).length;
  // A. Bomen begins a list
  const isListed = token.opens && /^[A-F]$/.test(token.text);
  if (!known || (count === 1 && (isListed || known.sense === 'common_word') && known.sense !== 'name'))
    return undefined;
  return outcome(reading, run);
};

/** The surname in a run after its first word, with what stands before it. */
function surnameIn(run: Run): { readonly base: Token; readonly phrase: string } | undefined {
  const rest = run.tokens.slice(1);
  const at = rest.findIndex(({ folded }) => !isParticle(folded));
  return at < 0
    ? undefined
    : {
        base: rest[at]!,
        phrase: rest
          .slice(0, at + 1)
          .map(({ folded }) => folded)
          .join(' '),
      };
}

/** Jan, Fatima El Amrani, Roos de Vries; not Roos alone, which is a flower. */
const byFirstName: Rule = (reading, index, token) => {
  if (!isCapital(token)) return undefined;
  const known = firstName(token.folded);
  if (!known) return undefined;
  const run = runFrom(reading, index);
  const other = surnameIn(run);
  if (known.sense === 'name') {
    const isShort = token.folded.length <= 3 && !known.isFrequent;
    // an abbreviation, unless all is in capitals
    const isShouted = token.text.length > 1 && token.text === token.text.toUpperCase();
    if (!other && (isShort || (isShouted && token.text.length <= 4))) return undefined;
    return outcome(reading, run);
  }
  if (!other) return undefined;
  const behind = surname(other.base.folded) ?? firstName(other.base.folded);
  if (!behind || (token.opens && known.sense === 'common_word')) return undefined;
  // Is Bakker open, Sint Jan: where a sentence begins, two words of the language need a particle between them
  if (behind.sense !== 'name' && token.opens && !other.phrase.includes(' ')) return undefined;
  return outcome(reading, run);
};

/** Jansen, Van den Berg, el Amrani: a surname that says a person by itself. */
const bySurname: Rule = (reading, index, token) => {
  const run = isParticle(token.folded) || isCapital(token) ? runFrom(reading, index) : undefined;
  const at = run?.tokens.findIndex(({ folded }) => !isParticle(folded)) ?? -1;
  if (!run || at < 0 || at > 3) return undefined;
  const base = run.tokens[at]!;
  const phrase = run.tokens
    .slice(0, at + 1)
    .map(({ folded }) => folded)
    .join(' ');
  const isOfOrigin =
    at > 0 && /^(?:el|ait|ou|ben|al|bin)$/.test(run.tokens[at - 1]!.folded) && isCapital(run.tokens[at - 1]!);
  const hyphened = /^(?:el|al|ait)-/.test(base.folded) && surname(base.folded) !== undefined;
  const isKnown = isCommonSurname(phrase) || hyphened || (isOfOrigin && surname(base.folded)?.sense === 'name');
  return isKnown ? outcome(reading, run) : undefined;
};

/** fatima, jan de vries: as they are typed on a phone. */
const inSmallLetters: Rule = (reading, index, token) => {
  if (isCapital(token) || token.folded.length < 3) return undefined;
  const known = firstName(token.folded);
  if (known?.sense !== 'name') return undefined;
  let next = index + 1;
  while (next < index + 4 && isParticle(reading.word(next)?.folded ?? '')) next += 1;
  const base = reading.word(next);
  if (base && base.folded.length > 2) {
    let phrase = base.folded;
    for (let at = next - 1; at > index; at -= 1) phrase = `${reading.at(at)!.folded} ${phrase}`;
    const behind = surname(base.folded);
    if (isCommonSurname(phrase) || (behind?.sense === 'name' && known.isFrequent && base.folded.length > 3))
      return outcome(reading, { parts: [index, next], tokens: [token, base], after: next + 1 });
  }
  const isShort = token.folded.length < 4 && !FREQUENT_ELSEWHERE.has(token.folded);
  const isStrange = isShort || !known.isFrequent || STRONG.has(token.folded);
  return isStrange ? undefined : outcome(reading, { parts: [index], tokens: [token], after: index + 1 });
};

const RULES: readonly Rule[] = [
  arabicPersonAt,
  addressed,
  addressedAfter,
  initials,
  byFirstName,
  bySurname,
  inSmallLetters,
];

/** Persons: by how they are addressed, and by their names. */
export function personsIn(reading: Reading): Found[] {
  const found: Found[] = [];
  for (let index = 0; index < reading.length; index += 1) {
    const token = reading.at(index)!;
    if (token.kind !== 'word' || token.folded === '') continue;
    for (const rule of RULES) {
      const seen = rule(reading, index, token);
      if (!seen) continue;
      if (seen.isPerson) found.push({ kind: 'person', start: token.start, end: reading.at(seen.after - 1)!.end });
      index = seen.after - 1;
      break;
    }
  }
  return found;
}
