import { operationsOf } from './content-stream.ts';
import { PdfFile } from './read-pdf.ts';
import { type Element, structureOf } from './structure.ts';
import { glyphsOf, toUnicode } from './to-unicode.ts';

/** A stretch of a file in reading order, with the element that it stands in. */
export interface ReadText {
  readonly type: string;
  readonly text: string;
}

/** The text of a file in the order of its structure tree, without artifacts: what a screen reader finds. */
export function readAloud(bytes: Buffer): ReadText[] {
  const file = new PdfFile(bytes);
  const texts = new Map(file.pages.flatMap(({ reference }) => markedTexts(file, reference)));
  const read = ({ type, parts }: Element): ReadText[] =>
    parts.flatMap((part) =>
      'mcid' in part ? [{ type, text: texts.get(`${part.page} ${part.mcid}`) ?? '' }] : read(part),
    );
  return structureOf(file)
    .filter(({ parent }) => parent === null)
    .flatMap(read);
}

/** The texts of a page by the number of their marked content. */
function markedTexts(file: PdfFile, reference: string): [string, string][] {
  const page = file.dict(reference);
  const fonts = Object.entries(file.dict(file.dict(page['/Resources'])['/Font'])).map(
    ([name, font]) => [name, toUnicode(file, file.dict(font))] as const,
  );
  const meanings = new Map(fonts);
  const texts = new Map<string, string>();
  let [mcid, font]: [string | undefined, string] = [undefined, ''];
  for (const { operator, operands } of operationsOf(
    file
      .list(page['/Contents'])
      .map((part) => file.stream(part).toString('latin1'))
      .join('\n'),
  )) {
    if (operator === 'BDC') mcid = operands.includes('/MCID') ? operands[operands.indexOf('/MCID') + 1] : undefined;
    else if (operator === 'EMC') mcid = undefined;
    else if (operator === 'Tf') font = operands[0] ?? '';
    else if (mcid !== undefined && (operator === 'TJ' || operator === 'Tj')) {
      const shown = glyphsOf(operands).map((glyph) => decoded(meanings.get(font)?.get(glyph) ?? ''));
      texts.set(mcid, (texts.get(mcid) ?? '') + shown.join(''));
    }
  }
  return [...texts].map(([number, text]) => [`${reference} ${number}`, text]);
}

const decoded = (digits: string): string => Buffer.from(digits, 'hex').swap16().toString('utf16le');
