import { channels } from '../../drawing/to-operators.ts';
import type { PdfDocument, PdfFont } from './pdfmake.ts';

const fixed = (value: number): string => String(Math.round(value * 1_000) / 1_000);

/** A text to write, with its baseline at `y` on a page whose y grows downwards. */
export interface WrittenText {
  readonly text: string;
  readonly font: PdfFont;
  readonly size: number;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

/** A word as operands of an operator that shows text, or, when marks stand off its letters, glyph by glyph. */
interface WrittenWord {
  readonly advance: number;
  readonly shown: string;
  readonly apart: readonly { readonly shown: string; readonly right: number; readonly up: number }[] | null;
}

/** Words that were written before, by the font of the file that they are in. */
const written = new WeakMap<PdfFont, Map<string, WrittenWord>>();

/** A text as operators; the font becomes one of the page's. */
export function textOperators(document: PdfDocument, { text, font, size, color, x, y }: WrittenText): string {
  document.page.fonts[font.id] ??= font.ref();
  const at = (left: number, top: number): string => `1 0 0 -1 ${fixed(left)} ${fixed(top)} Tm`;
  const scale = size / 1_000;
  let operators = `BT /${font.id} ${fixed(size)} Tf ${channels(color)} rg\n${at(x, y)} [`;
  let left = x;
  for (const [word] of text.matchAll(/[^ ]+ ?| /g)) {
    const { shown, advance, apart } = wordOf(font, word);
    if (!apart) operators += shown;
    else {
      for (const glyph of apart)
        operators += `] TJ ${at(left + glyph.right * scale, y - glyph.up * scale)} [${glyph.shown}`;
      operators += `] TJ ${at(left + advance * scale, y)} [`;
    }
    left += advance * scale;
  }
  return `${operators}] TJ ET`;
}

function wordOf(font: PdfFont, word: string): WrittenWord {
  const words = written.get(font) ?? new Map<string, WrittenWord>();
  written.set(font, words);
  const known = words.get(word);
  if (known) return known;
  const made = write(font, word);
  words.set(word, made);
  return made;
}

function write(font: PdfFont, word: string): WrittenWord {
  const { glyphs, positions } = font.layoutCached(word);
  const codes = glyphs.map((glyph) => {
    const code = font.subset.includeGlyph(glyph.id);
    font.widths[code] ??= glyph.advanceWidth * font.scale;
    font.unicode[code] ??= font.shared.meaningOf(glyph);
    return code.toString(16).padStart(4, '0');
  });
  const advance = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  if (positions.some(({ xOffset, yOffset }) => xOffset !== 0 || yOffset !== 0)) {
    let left = 0;
    const apart = positions.map(({ xAdvance, xOffset, yOffset }, index) => {
      const glyph = { shown: `<${codes[index]}>`, right: left + xOffset, up: yOffset };
      left += xAdvance;
      return glyph;
    });
    return { advance, shown: '', apart };
  }
  let [shown, digits] = ['', ''];
  positions.forEach(({ advanceWidth, xAdvance }, index) => {
    digits += codes[index];
    if (advanceWidth === xAdvance) return;
    shown += `<${digits}>${fixed(advanceWidth - xAdvance)} `;
    digits = '';
  });
  return { advance, shown: digits ? `${shown}<${digits}>` : shown, apart: null };
}
