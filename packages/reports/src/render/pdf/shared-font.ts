import { FAMILIES } from './fonts.ts';
import { type PdfDocument, type PdfFont, PdfmakeDocument, type ShapedWord, type SharedFont } from './pdfmake.ts';

/** Words whose shapes are kept; beyond that all are forgotten, so that memory stays bounded. */
const MOST_WORDS = 20_000;
/** Characters that look like another, for which the font has one glyph; the other is how it is read. */
const LIGATURES = /[\u{fb00}-\u{fb06}]/u;

const paths = new Set(Object.values(FAMILIES).flatMap((styles) => Object.values(styles)));
const fonts = new Map<string, SharedFont>();
let scratch: PdfDocument | undefined;

/** The font of a family and style, read when it is first asked for. Nothing else can be read. */
export function sharedFont(family: string, bold: boolean, italics: boolean): SharedFont {
  const style = bold && italics ? 'bolditalics' : bold ? 'bold' : italics ? 'italics' : 'normal';
  const path = FAMILIES[family]?.[style];
  if (!path) throw new Error(`there is no font ${family}`);
  const known = fonts.get(path);
  if (known) return known;
  scratch ??= new PdfmakeDocument(
    structuredClone(FAMILIES),
    {},
    {},
    {},
    { autoFirstPage: false, font: null },
    null,
    (asked) => paths.has(asked),
  );
  const made = shared(scratch.provideFont(family, bold, italics));
  fonts.set(path, made);
  return made;
}

function shared(original: PdfFont): SharedFont {
  const { font } = original;
  const meanings = new Map<number, number[]>();
  let words: Record<string, ShapedWord> = Object.create(null) as Record<string, ShapedWord>;
  let count = 0;
  // pdfkit keeps the shapes of words in an object; this one counts them
  const counted = new Proxy(words, {
    get: (_target, word) => words[word as string],
    set: (_target, word, shape: ShapedWord) => {
      if ((count += 1) > MOST_WORDS) [words, count] = [Object.create(null) as Record<string, ShapedWord>, 1];
      words[word as string] = shape;
      return true;
    },
  });
  return {
    original,
    words: counted,
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0)!),
    meaningOf: (glyph) => {
      const found = meanings.get(glyph.id);
      if (found) return found;
      const own = font._cmapProcessor.codePointsForGlyph(glyph.id);
      const first = String.fromCodePoint(
        ...(own.length > 0 ? [own.reduce((least, point) => Math.min(least, point))] : glyph.codePoints),
      );
      const meaning = [...(LIGATURES.test(first) ? first.normalize('NFKC') : first)].map((character) =>
        character.codePointAt(0)!,
      );
      meanings.set(glyph.id, meaning);
      return meaning;
    },
  };
}
