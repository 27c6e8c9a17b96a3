import type { PdfDict, PdfFile } from './read-pdf.ts';

/** What each glyph of a font says, as UTF-16 in hexadecimal digits. */
export function toUnicode(file: PdfFile, font: PdfDict): Map<number, string> {
  const map = new Map<number, string>();
  const text = file.stream(font['/ToUnicode']).toString('latin1');
  for (const [, from, list] of text.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    [...list!.matchAll(/<([^>]*)>/g)].forEach(([, code], index) =>
      map.set(Number.parseInt(from!, 16) + index, code!.replaceAll(' ', '')),
    );
  }
  return map;
}

/** The glyphs in the operands of an operator that shows text: four hexadecimal digits each. */
export function glyphsOf(operands: readonly string[]): number[] {
  return operands.flatMap((operand) =>
    operand.startsWith('<')
      ? [...operand.matchAll(/[0-9a-f]{4}/gi)].map(([digits]) => Number.parseInt(digits, 16))
      : [],
  );
}
