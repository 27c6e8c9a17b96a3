import { ModelError } from '../../model.ts';
import { FAMILY, MORE_FAMILIES } from './fonts.ts';
import { sharedFont } from './shared-font.ts';

/** A stretch of text in the font that has its glyphs. */
export interface Typeset {
  readonly text: string;
  readonly font?: string;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Signs that only say how the one before them looks. */
const SELECTORS = /[\u{fe00}-\u{fe0f}]/gu;
/** Longer words are measured in pieces: measuring the rest of a word for each of its lines grows with its square. */
const PIECE = 80;

const known = new Map<string, string | undefined>();

/** The family that has a glyph for a character. */
function familyOf(character: string): string | undefined {
  if (known.has(character)) return known.get(character);
  const found = [FAMILY, ...MORE_FAMILIES].find((family) => sharedFont(family, false, false).has(character));
  known.set(character, found);
  return found;
}

/**
 * Cuts a text into stretches by the font that has its glyphs.
 *
 * @param place where the text stands, for the error
 * @throws ModelError on a character that no font has, and on text that runs from right to left
 */
export function typeset(text: string, place: string): Typeset[] {
  const strange = RIGHT_TO_LEFT.exec(text);
  if (strange) throw new ModelError(`${strange[0]} · ${place}`, 'REPORT.RIGHT_TO_LEFT');
  const stretches: { text: string; font: string }[] = [];
  let wordLength = 0;
  // one form for letters with marks, so that a letter and its mark do not need two glyphs
  // the space keeps the words on both sides of the end of a line apart when they are read aloud
  for (const character of text.normalize('NFC').replace(SELECTORS, '').replaceAll('\n', ' \n')) {
    const font = character === '\n' ? FAMILY : familyOf(character);
    if (!font)
      throw new ModelError(
        `${character} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}) · ${place}`,
        'REPORT.MISSING_GLYPH',
      );
    wordLength = character === ' ' || character === '\n' ? 0 : wordLength + 1;
    const last = stretches.at(-1);
    if (last?.font === font && (wordLength < PIECE || wordLength % PIECE !== 0)) last.text += character;
    else stretches.push({ text: character, font });
  }
  return stretches.map(({ text: piece, font }) => (font === FAMILY ? { text: piece } : { text: piece, font }));
}
