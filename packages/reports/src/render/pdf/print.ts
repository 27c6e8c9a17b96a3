import { ModelError, type ReportDocument } from '../../model.ts';
import type { Furniture } from '../../texts/furniture.ts';
import { type Definition, definitionOf } from './definition.ts';
import { FAMILY } from './fonts.ts';
import { identify, keywordsOf, titleOf } from './identity.ts';
import { keepRowsWhole } from './keep-rows.ts';
import { COLORS, PAGE } from './look.ts';
import { PdfFile } from './pdf-file.ts';
import { tableLayouts } from './pdfmake.ts';
import { TaggedLayout } from './tagged-layout.ts';
import { TaggedRenderer } from './tagged-renderer.ts';

keepRowsWhole();

const STYLE = { font: FAMILY, lineHeight: 1.25, color: COLORS.ink };
/** Sizes of letters; the large one is read at arm's length. */
const SIZE = { usual: 10, large: 12 } as const;

/** Most blocks that are laid out, about a thousand pages: more would take minutes and a gigabyte. The HTML edition has no such limit. */
export const BLOCK_LIMIT = 20_000;

/**
 * Prints a document as a tagged PDF that follows PDF/UA-1 and PDF/A-2a at once. The same document gives the same bytes.
 *
 * @throws ModelError when something in it cannot be printed for everybody
 */
export function print(document: ReportDocument, words: Furniture): { body: Buffer; pages: number } {
  if (document.blocks.length > BLOCK_LIMIT)
    throw new ModelError(`${document.blocks.length} > ${BLOCK_LIMIT}`, 'REPORT.TOO_LARGE');
  return printNodes(document, definitionOf(document, words));
}

/** Prints what a definition lays out, under the title and language of a document. */
export function printNodes(
  document: ReportDocument,
  { content, header, footer }: Definition,
): { body: Buffer; pages: number } {
  const moment = new Date(document.createdAt);
  const size: [number, number] = [PAGE.width, PAGE.height];
  const pdf = new PdfFile({
    size,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    displayTitle: true,
    lang: document.language,
    autoFirstPage: false,
    font: null,
    info: {
      Title: titleOf(document),
      Creator: 'Buurtbalans',
      Producer: 'Buurtbalans',
      ...(keywordsOf(document) && { Keywords: keywordsOf(document) }),
      CreationDate: moment,
      ModDate: moment,
    },
  });
  identify(pdf, document);
  const layout = new TaggedLayout(
    { width: PAGE.width, height: PAGE.height, orientation: 'portrait' },
    PAGE.margins,
    null,
  );
  layout.registerTableLayouts(tableLayouts);
  const pages = layout.layoutDocument(
    content,
    pdf,
    {},
    { ...STYLE, fontSize: SIZE[document.isLarge ? 'large' : 'usual'] },
    undefined,
    header,
    footer,
    undefined,
    undefined,
  );
  new TaggedRenderer(pdf, layout.plan.root, document.watermark).renderPages(pages);
  pdf.end();
  return { body: Buffer.concat(pdf.chunks), pages: pages.length };
}
