import { ARABIC_TITLES, BEFORE_PLACES } from './lexicon.ts';
import { ARABIC_FIRST } from './names-elsewhere.ts';
import type { Reading, Token } from './reading.ts';

const isArabic = (token: Token | undefined): token is Token =>
  token !== undefined && /^\p{Script=Arabic}/u.test(token.text);

/** A name, with "and", "to", "by" and the like written onto it. */
const isName = (folded: string): boolean =>
  ARABIC_FIRST.has(folded) || (/^[وفبلك]/.test(folded) && ARABIC_FIRST.has(folded.slice(1)));

/** A family by its form: العمراني, بن علي. */
const isFamily = (token: Token | undefined): token is Token =>
  isArabic(token) && (/^ال.{2,}ي$/.test(token.folded) || ARABIC_FIRST.has(token.folded));

/** Somebody in Arabic letters, which have no capitals: after a title, or by a name that is no word beside. */
export function arabicPersonAt(
  reading: Reading,
  index: number,
  token: Token,
): { readonly isPerson: boolean; readonly after: number } | undefined {
  if (!isArabic(token)) return undefined;
  const isTitle = ARABIC_TITLES.has(token.folded);
  if (!isTitle && !isName(token.folded)) return undefined;
  if (isTitle && !isArabic(reading.word(index + 1))) return undefined;
  let after = isTitle ? index + 2 : index + 1;
  for (let more = 0; more < 2; more += 1) {
    const isBetween = /^(?:بن|بنت|ابو|ال)$/.test(reading.word(after)?.folded ?? '');
    const part = reading.word(isBetween ? after + 1 : after);
    if (isBetween ? !isArabic(part) : !isFamily(part)) break;
    after += isBetween ? 2 : 1;
  }
  return { isPerson: !BEFORE_PLACES.has(reading.at(index - 1)?.folded ?? ''), after };
}
