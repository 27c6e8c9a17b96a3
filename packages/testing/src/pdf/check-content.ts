import { FontUse } from './font-use.ts';
import { KNOWN, operationsOf, PAINTING } from './content-stream.ts';
import type { Faults } from './fault.ts';
import type { PdfDict, PdfFile } from './read-pdf.ts';
import type { Element } from './structure.ts';

/** Deepest nesting of graphics states that readers have to bear. */
const DEEPEST = 28;

/** What is on the pages: everything belongs to an element or is an artifact, and every glyph is there. */
export function checkContent(file: PdfFile, elements: readonly Element[], faults: Faults): void {
  const owned = new Map<string, number>();
  for (const { content } of elements)
    for (const { page, mcid } of content) owned.set(`${page} ${mcid}`, (owned.get(`${page} ${mcid}`) ?? 0) + 1);
  for (const [where, times] of owned) faults.add(times > 1, 'UA 7.1', `content ${where} has ${times} elements`);
  const fonts = new FontUse(file, faults);
  file.pages.forEach(({ reference, page }, index) => {
    const content = file
      .list(page['/Contents'])
      .map((part) => file.stream(part).toString('latin1'))
      .join('\n');
    checkPage(file, { reference, page, place: `page ${index + 1}`, content }, owned, fonts, faults);
  });
  for (const where of owned.keys()) faults.add(true, 'UA 7.1', `an element has content ${where}, which is not there`);
  fonts.check();
}

interface PageContent {
  readonly reference: string;
  readonly page: PdfDict;
  readonly place: string;
  readonly content: string;
}

function checkPage(
  file: PdfFile,
  { reference, page, place, content }: PageContent,
  owned: Map<string, number>,
  fonts: FontUse,
  faults: Faults,
): void {
  const marks: ('artifact' | 'tagged' | 'other')[] = [];
  const resources = file.dict(page['/Resources']);
  const pageFonts = file.dict(resources['/Font']);
  let [depth, font] = [0, ''];
  for (const { operator, operands } of operationsOf(content)) {
    faults.add(!KNOWN.has(operator), 'A 6.2.2', `${place}: operator ${operator.slice(0, 20)}`);
    if (operator === 'q') depth += 1;
    if (operator === 'Q') depth -= 1;
    faults.add(depth > DEEPEST || depth < 0, 'A 6.1.13', `${place}: nested states`);
    if (operator === 'BDC' || operator === 'BMC') {
      const kind = operands[0] === '/Artifact' ? 'artifact' : operands.includes('/MCID') ? 'tagged' : 'other';
      faults.add(
        kind !== 'other' && marks.some((mark) => mark !== 'other'),
        'UA 7.1',
        `${place}: artifact and content in one another`,
      );
      if (kind === 'tagged') {
        const mcid = operands[operands.indexOf('/MCID') + 1];
        faults.add(!owned.delete(`${reference} ${mcid}`), 'UA 7.1', `${place}: content ${mcid} in no element`);
      }
      marks.push(kind);
    } else if (operator === 'EMC') {
      faults.add(marks.pop() === undefined, 'UA 7.1', `${place}: ends content that did not begin`);
    } else if (PAINTING.has(operator)) {
      faults.add(!marks.some((mark) => mark !== 'other'), 'UA 7.1', `${place}: ${operator} belongs to nothing`);
    }
    if (operator === 'Tf') font = String(pageFonts[operands[0] ?? ''] ?? '');
    if (operator === 'Tf')
      faults.add(font === '', 'A 6.2.2', `${place}: font ${operands[0]} is not among the resources`);
    if (operator === 'TJ' || operator === 'Tj') fonts.shows(font, operands, place);
    // process colours other than that of the output intent, and states that could hide something
    faults.add(['k', 'K'].includes(operator), 'A 6.2.4.3', `${place}: colours in CMYK`);
    if (operator === 'gs')
      faults.add(isSeeThrough(file, resources, operands[0] ?? ''), 'A 6.2.10', `${place}: something is transparent`);
  }
  faults.add(depth !== 0 || marks.length > 0, 'UA 7.1', `${place}: content that does not end`);
}

function isSeeThrough(file: PdfFile, resources: PdfDict, name: string): boolean {
  const state = file.dict(file.dict(resources['/ExtGState'])[name]);
  return (
    [state['/ca'], state['/CA']].some((opacity) => opacity !== undefined && file.get(opacity) !== 1) ||
    !['', 'Normal'].includes(file.name(state['/BM']))
  );
}
