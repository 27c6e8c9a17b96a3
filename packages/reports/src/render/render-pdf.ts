// oxlint-disable-next-line typescript/triple-slash-reference -- apps that import this package need the declaration too
/// <reference path="./pdfmake.d.ts" />
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Block, ReportDocument } from '../model.ts';
import { writingOf } from '../texts/format.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json'));
const font = (name: string): string => join(folder, name, `NotoSans_${name}.ttf`);
const files = { normal: font('400Regular'), bold: font('700Bold'), italics: font('400Regular_Italic'), bolditalics: font('700Bold_Italic') };

pdfmake.setFonts({ NotoSans: files });
// nothing is fetched, and nothing is read but the four fonts
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(files).includes(path));

type Node = Record<string, unknown>;

const HEADING = { 2: { fontSize: 15, bold: true, margin: [0, 14, 0, 4], color: '#1a3d7c' }, 3: { fontSize: 11.5, bold: true, margin: [0, 9, 0, 2] } };
const TABLE_LAYOUT = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => '#b8bec8',
  paddingTop: () => 3,
  paddingBottom: () => 3,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  fillColor: (row: number) => (row === 0 ? '#eef2f8' : null),
};

/** Widths that give long texts room: each column gets a share by its longest cell, within bounds. */
function widthsOf(headers: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const weights = headers.map((header, column) => {
    const texts = [header, ...rows.map((row) => row[column]!)];
    const longest = Math.max(...texts.map((text) => Math.min(60, text.length)));
    const longestWord = Math.max(...texts.flatMap((text) => text.split(' ').map((word) => word.length)));
    return Math.max(6, longestWord * 1.3, Math.sqrt(longest) * 4);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => `${((weight / total) * 100).toFixed(2)}%`);
}

function node(block: Block): Node {
  switch (block.kind) {
    case 'heading':
      return { text: block.text, headlineLevel: block.level, outline: true, outlineText: block.text, ...HEADING[block.level] };
    case 'paragraph':
      return { text: block.runs.map((run) => ({ text: run.text, bold: run.strong === true })), margin: [0, 2, 0, 4] };
    case 'note':
      return { text: block.text, color: '#444b55', fontSize: 9, margin: [0, 3, 0, 5] };
    case 'list':
      return { ul: block.items.map((item) => ({ text: item.map((run) => ({ text: run.text, bold: run.strong === true })) })), margin: [0, 2, 0, 6] };
    case 'figure':
      return { stack: [{ svg: block.svg, width: block.width }, { text: `${block.caption}. ${block.alt}`, fontSize: 9, margin: [0, 4, 0, 0] }], margin: [0, 4, 0, 8] };
    case 'table': {
      const aligned = (column: number): Node => (block.numeric.includes(column) ? { alignment: 'right' } : {});
      const head = block.headers.map((text, column) => ({ text, bold: true, ...aligned(column) }));
      const body = block.rows.map((row) => row.map((text, column) => ({ text, ...aligned(column) })));
      const table = { headerRows: 1, widths: widthsOf(block.headers, block.rows), body: [head, ...body] };
      return { stack: [{ text: block.caption, bold: true, fontSize: 9.5, margin: [0, 0, 0, 2] }, { table, layout: TABLE_LAYOUT, fontSize: 8.5 }], margin: [0, 4, 0, 8] };
    }
  }
}

/**
 * Renders a document as PDF on A4 with bookmarks and page numbers. The same document gives the same bytes. The file has
 * no structure tree and makes no claim of PDF/UA: the HTML edition is the accessible one.
 */
export async function renderPdf(document: ReportDocument): Promise<Buffer> {
  const { title, subtitle, language, createdAt, marks, footer, blocks } = document;
  const { texts } = writingOf(language);
  const created = new Date(createdAt);
  const definition = {
    pageSize: 'A4',
    pageMargins: [48, 54, 48, 54],
    language,
    info: { title: `${title}: ${subtitle}`, creator: 'Buurtbalans', producer: 'Buurtbalans', creationDate: created, modDate: created },
    displayTitle: true,
    defaultStyle: { font: 'NotoSans', fontSize: 10, lineHeight: 1.25, color: '#1b1f24' },
    content: [
      { text: title, fontSize: 24, bold: true, color: '#1a3d7c', outline: true },
      { text: subtitle, fontSize: 14, margin: [0, 0, 0, 8] },
      ...marks.map((mark) => ({ table: { widths: ['*'], body: [[{ text: mark, margin: [4, 3, 4, 3] }]] }, layout: { hLineColor: () => '#7a5b00', vLineColor: () => '#7a5b00', fillColor: () => '#fff7e0' }, margin: [0, 2, 0, 4] })),
      ...blocks.map(node),
    ],
    header: marks.length > 0 ? (page: number) => (page > 1 ? { text: marks.join(' '), fontSize: 7.5, color: '#7a5b00', margin: [48, 22, 48, 0] } : '') : undefined,
    footer: (page: number, pages: number) => ({ columns: [{ text: footer }, { text: texts.page(page, pages), alignment: 'right' }], fontSize: 8, color: '#444b55', margin: [48, 14, 48, 0] }),
    // a heading never stands alone at the foot of a page
    pageBreakBefore: (current: { headlineLevel?: number }, around: { getFollowingNodesOnPage(): unknown[] }) => current.headlineLevel !== undefined && around.getFollowingNodesOnPage().length === 0,
  };
  return pdfmake.createPdf(definition).getBuffer();
}
