import { checkPdf, readAloud, textOf } from '@buurtbalans/testing/pdf';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  figure,
  heading,
  LINE_LIMIT,
  list,
  ModelError,
  paragraph,
  type ReportDocument,
  table,
} from '../model.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { renderDocument } from '../render-document.ts';
import { printNodes } from './pdf/print.ts';
import type { Node } from './pdf/tag.ts';
import { TaggedLayout } from './pdf/tagged-layout.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { PAGE } from './pdf/look.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const documentOf = (blocks: readonly Block[], change: Partial<ReportDocument> = {}): ReportDocument => ({
  title: 'Gedeeld beeld',
  subtitle: 'Voorbeeldbuurt',
  language: 'nl',
  createdAt: '2026-06-01T09:00:00.000Z',
  marks: [],
  footer: 'Voorbeeldbuurt',
  blocks,
  ...change,
});
const pdfOf = (...blocks: Block[]): Buffer => renderPdf(documentOf(blocks)).body;
const bare = (text: string): string => text.replace(/\s+/g, '');
const spoken = (pdf: Buffer): string =>
  bare(
    readAloud(pdf)
      .map(({ text }) => text)
      .join(''),
  );
const words = (count: number): string => Array.from({ length: count }, (_, index) => `woord${index}`).join(' ');
const drawing = (height: number): Parameters<typeof figure>[0] => ({ width: 400, height, marks: [] });
const caught = (work: () => unknown): ModelError => {
  try {
    work();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('nothing is lost', () => {
  it('[R12] a row taller than a page goes on on the next, with every word', () => {
    const cell = words(1_800);
    const pdf = pdfOf(
      heading(2, 'Tabel'),
      table(
        'Lang',
        ['Eerste', 'Tweede'],
        [
          ['voor', 'kort'],
          ['lang', cell],
          ['na', 'kort'],
        ],
      ),
    );
    expect(spoken(pdf)).toContain(bare(cell));
    const seen = new Set(textOf(pdf).split(/\s+/));
    expect(cell.split(' ').filter((word) => !seen.has(word))).toEqual([]);
    expect(checkPdf(pdf)).toEqual([]);
  });

  it('[R12] a row that fits on a page is not cut in two', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [
      `rij${index}`,
      words(40 + (index % 7) * 12).replaceAll('woord', `r${index}w`),
    ]);
    const pages = textOf(pdfOf(table('Rijen', ['Naam', 'Tekst'], rows))).split('\f');
    for (const [name, text] of rows) {
      const [first, last] = [text!.split(' ')[0]!, text!.split(' ').at(-1)!];
      const holds = (word: string): number => pages.findIndex((page) => new RegExp(`\\b${word}\\b`).test(page));
      expect(holds(name!)).toBeGreaterThanOrEqual(0);
      expect([holds(first), holds(last)]).toEqual([holds(name!), holds(name!)]);
    }
  });

  it.each([
    ['a paragraph', (word: string) => paragraph(word)],
    ['a cell', (word: string) => table('Breed', ['A', 'B', 'C', 'D'], [['x', word, 'y', 'z']])],
    ['a list', (word: string) => list([word])],
    ['a heading', (word: string) => heading(2, word)],
  ])('[R12] a word of 500 letters in %s keeps its letters', (_place, block) => {
    const word = Array.from({ length: 500 }, (_letter, index) => String.fromCharCode(97 + ((index * 7) % 26))).join('');
    const document = documentOf([block(word)]);
    const { body } = renderPdf(document);
    expect(spoken(body)).toContain(word);
    expect(bare(textOf(body))).toContain(word.slice(0, 20));
    expect(renderHtml(document)).toContain(word);
    expect(checkPdf(body)).toEqual([]);
  });

  it('[R12] a letter of two units is not cut in two', () => {
    const cells = Array.from({ length: 12 }, (_, index) => 'a'.repeat(index) + '\u{1d400}'.repeat(70 + index));
    const pdf = pdfOf(
      table('Smal', ['A', 'B', 'C', 'D'], [cells.slice(0, 4), cells.slice(4, 8), cells.slice(8)]),
      paragraph(cells.join('')),
    );
    for (const cell of [...cells, cells.join('')]) expect(spoken(pdf)).toContain(cell);
  });

  it('[R12] every figure is there, wherever it falls, and one larger than a page is refused', () => {
    const blocks = Array.from({ length: 40 }, (_, index) =>
      figure(drawing(60 + ((index * 97) % 500)), `Tekening nummer ${index} van veertig.`, `Tekening ${index}`),
    );
    const pdf = pdfOf(...blocks);
    expect(readAloud(pdf).filter(({ type }) => type === 'Caption')).toHaveLength(40);
    expect(readAloud(pdf).filter(({ type }) => type === 'Figure')).toHaveLength(40);
    expect(() => figure(drawing(700), 'Een tekening die niet past.', 'Te groot')).toThrow(ModelError);
    // the layout refuses what the model would let through
    expect(() =>
      pdfOf({ kind: 'figure', drawing: drawing(900), alt: 'Een tekening die niet past.', caption: 'Te groot' }),
    ).toThrow(ModelError);
  });

  it('[R12] a heading never stands alone at the foot of a page, nor does what leads to a list or a drawing', () => {
    for (let lines = 20; lines < 46; lines += 1) {
      const above = Array.from({ length: lines }, (_, index) => paragraph(`regel${index}`));
      const rest = [
        [paragraph('leidt'), figure(drawing(300), 'Een tekening van driehonderd punten.', 'Beeld')],
        [paragraph('leidt'), list(['eerste', 'tweede'])],
      ];
      for (const below of rest) {
        const pages = textOf(pdfOf(...above, heading(2, 'Hoofdstuk'), heading(3, 'Paragraaf'), ...below)).split('\f');
        const pageOf = (word: string): number => pages.findLastIndex((page) => page.includes(word));
        const last = below[1]!.kind === 'list' ? 'eerste' : 'Beeld';
        expect([pageOf('Hoofdstuk'), pageOf('Paragraaf'), pageOf('leidt')]).toEqual([
          pageOf(last),
          pageOf(last),
          pageOf(last),
        ]);
      }
    }
  });

  it('[R12] a text of 500 kB is refused, and so is a heading that no reader could list', () => {
    expect(caught(() => paragraph('x'.repeat(500_000)))).toMatchObject({ code: 'REPORT.TOO_LARGE' });
    expect(caught(() => table('T', ['A'], [['x'.repeat(500_000)]]))).toMatchObject({ code: 'REPORT.TOO_LARGE' });
    expect(caught(() => heading(2, 'x'.repeat(LINE_LIMIT + 1)))).toMatchObject({ code: 'REPORT.TOO_LARGE' });
  });

  it('[R12] two thousand findings are all there, in order', () => {
    const blocks = Array.from({ length: 2_000 }, (_, index) => [
      heading(3, `Bevinding ${index + 1}`),
      paragraph(`Tekst van bevinding ${index + 1}.`),
    ]).flat();
    const found = readAloud(pdfOf(heading(2, 'Bevindingen'), ...blocks))
      .filter(({ type }) => type === 'H3')
      .map(({ text }) => text.trim());
    expect(found).toEqual(Array.from({ length: 2_000 }, (_, index) => `Bevinding ${index + 1}`));
  }, 60_000);
});

describe('ten thousand findings', async () => {
  const snapshot = await slotermeerSnapshot();
  const findings = Array.from({ length: 10_000 }, (_, index) => ({
    ...snapshot.findings[index % 3]!,
    id: `f${index}`,
    number: index + 1,
    title: `Nummer ${index + 1} van velen`,
  }));
  const many = { snapshot: { ...snapshot, findings }, document: 'shared-picture', language: 'nl' } as const;

  it('[R12] are refused in print with their number and all in the HTML edition', async () => {
    await expect(renderDocument({ ...many, format: 'pdf' })).rejects.toMatchObject({
      code: 'REPORT.TOO_LARGE',
      message: expect.stringMatching(/^\d{5} > 20000$/),
    });
    const html = (await renderDocument({ ...many, format: 'html' })).body.toString();
    expect(html.match(/<h3[^>]*>Bevinding \d+: Nummer/g)).toHaveLength(10_000);
  }, 60_000);
});

describe('what the layer can tag', () => {
  const printed = (...content: Node[]): Buffer =>
    printNodes(documentOf([]), {
      content: [{ text: 'Proef', tag: { as: 'H1' }, id: 'title', outline: true }, ...content],
      header: () => null,
      footer: () => ({ text: 'voet' }),
    }).body;
  const cell = (text: string, spans: object = {}): Node => ({ text, ...spans });

  it('[R10] tables with cells over several rows and columns', () => {
    const body = [
      [cell('Naam', { rowSpan: 2 }), cell('Cijfers', { colSpan: 2 }), ''],
      ['', cell('2024'), cell('2025')],
      [cell('Buurt', { rowSpan: 2 }), cell('1'), cell('2')],
      ['', cell('3'), cell('4')],
    ];
    const pdf = printed({ table: { headerRows: 2, body }, tag: { as: 'Table', rowHeaders: 1 } });
    expect(checkPdf(pdf)).toEqual([]);
    expect(pdf.toString('latin1').match(/\/(Row|Col)Span 2/g)).toHaveLength(3);
    expect(
      readAloud(pdf)
        .filter(({ type }) => type === 'TH')
        .map(({ text }) => text),
    ).toEqual(['Naam', 'Cijfers', '2024', '2025', 'Buurt']);
  });

  it('[R10] numbered lists, and lists in lists', () => {
    const pdf = printed({
      ol: [
        { text: 'een' },
        {
          stack: [
            { text: 'twee', tag: { as: 'P' } },
            { ul: [{ text: 'a' }, { text: 'b' }], tag: { as: 'L' } },
          ],
        },
      ],
      tag: { as: 'L' },
    });
    expect(checkPdf(pdf)).toEqual([]);
    expect(
      readAloud(pdf)
        .slice(1)
        .map(({ type, text }) => `${type} ${text}`.trim()),
    ).toEqual(['Lbl 1.', 'LBody een', 'Lbl 2.', 'P twee', 'Lbl', 'LBody a', 'Lbl', 'LBody b']);
  });

  it('[R10] a code to scan, with its description and its box', () => {
    const pdf = printed({
      qr: 'https://www.amsterdam.nl/',
      foreground: '#000000',
      background: '#ffffff',
      fit: 100,
      tag: { as: 'Figure', alt: 'Code met het adres van de webversie.' },
    });
    expect(checkPdf(pdf)).toEqual([]);
    expect(pdf.toString('latin1')).toMatch(/\/Alt \(Code met[^>]*\/BBox \[/);
  });

  it('[R10] a header that stands again on each page is read once', () => {
    const rows = Array.from({ length: 120 }, (_, index) => [cell(`rij ${index}`), cell('waarde')]);
    const pdf = printed({
      table: { headerRows: 1, body: [[cell('Kop'), cell('Waarde')], ...rows] },
      tag: { as: 'Table', rowHeaders: 1 },
    });
    expect(checkPdf(pdf)).toEqual([]);
    expect(readAloud(pdf).filter(({ text }) => text === 'Kop')).toHaveLength(1);
    expect(textOf(pdf).match(/Kop/g)!.length).toBeGreaterThan(2);
    // footers are read by nobody
    expect(readAloud(pdf).some(({ text }) => text.includes('voet'))).toBe(false);
  });
});

describe('characters', () => {
  it('[R13] signs, arrows, symbols, pictures and other alphabets come out as they went in', () => {
    const text = 'Één café → plein ≥ 3 × ✓ ☐ ☎ € ½ Şişli İstanbul żółć Добро Ελλάδα 😀 👍 ⚠ ❤ ★';
    const pdf = pdfOf(heading(2, text), paragraph(text), table('Tekens', ['Teken'], [[text]]), list([text]));
    expect(spoken(pdf).split(bare(text))).toHaveLength(5);
    expect(checkPdf(pdf)).toEqual([]);
  });

  it('[R13] a character without glyph is refused with the character and its place', () => {
    const error = caught(() => pdfOf(heading(2, 'Het plein'), paragraph('Wij zeggen 你好 tegen elkaar.')));
    expect(error.code).toBe('REPORT.MISSING_GLYPH');
    expect(error.message).toBe('你 (U+4F60) · Het plein');
    expect(caught(() => pdfOf(paragraph('\u{e000}'))).code).toBe('REPORT.MISSING_GLYPH');
  });

  it('[R14] text from right to left is refused in print and shown in HTML', () => {
    const document = documentOf([heading(2, 'Het plein'), paragraph([{ text: 'مرحبا', lang: 'ar' }])]);
    expect(caught(() => renderPdf(document))).toMatchObject({ code: 'REPORT.RIGHT_TO_LEFT', message: 'م · Het plein' });
    expect(renderHtml(document)).toContain('<span lang="ar" dir="auto">مرحبا</span>');
  });

  it('[R13] a text in another language says which in both editions', () => {
    const document = documentOf([
      paragraph([{ text: 'Zij noemen het ' }, { text: 'our square', lang: 'en' }, { text: '.' }]),
    ]);
    const { body } = renderPdf(document);
    expect(readAloud(body).filter(({ type }) => type === 'Span')).toEqual([{ type: 'Span', text: 'our square' }]);
    expect(body.toString('latin1')).toMatch(/\/S \/Span[^>]*\/Lang \(en\)/);
    expect(checkPdf(body)).toEqual([]);
  });
});

describe('nothing gets in or out', () => {
  it('[R15] links lead to https and mailto only, and say so', () => {
    for (const link of [
      'javascript:alert(1)',
      'http://example.org',
      'file:///etc/passwd',
      'https://x.nl/a b',
      ' https://x.nl',
    ]) {
      expect(caught(() => paragraph([{ text: 'x', link }]))).toMatchObject({ code: 'REPORT.UNSAFE_LINK' });
    }
    const linked = paragraph([
      { text: 'de gemeente', link: 'https://www.amsterdam.nl/' },
      { text: ' of ' },
      { text: 'een mail', link: 'mailto:buurt@example.nl' },
    ]);
    const pdf = pdfOf(linked);
    expect(pdf.toString('latin1')).toContain('/URI (https://www.amsterdam.nl/)');
    expect(pdf.toString('latin1')).toContain('(de gemeente \\(https://www.amsterdam.nl/\\))');
    expect(checkPdf(pdf)).toEqual([]);
    // the renderer refuses what the model would let through
    expect(() => pdfOf({ kind: 'paragraph', runs: [{ text: 'x', link: 'javascript:alert(1)' }] })).toThrow(ModelError);
  });

  it('[R15] a picture from a file, an address or a foreign SVG is refused, and nothing is read', () => {
    for (const node of [
      { image: '/etc/passwd' },
      { image: 'https://127.0.0.1/x.png' },
      { svg: '<svg width="1" height="1"><image href="/etc/passwd"/></svg>' },
      { attachment: '/etc/passwd' },
    ]) {
      const pdf = new PdfFile({ autoFirstPage: false, font: null });
      const layout = new TaggedLayout(
        { width: PAGE.width, height: PAGE.height, orientation: 'portrait' },
        PAGE.margins,
        null,
      );
      expect(() =>
        layout.layoutDocument([node], pdf, {}, {}, undefined, undefined, undefined, undefined, undefined),
      ).toThrow();
      expect(Buffer.concat(pdf.chunks).toString('latin1')).not.toContain('root:');
    }
  });

  it('[R15] what participants write is text, whatever it looks like', () => {
    const text = '{"image":"/etc/passwd"} <svg onload=x> ]]> & "quotes" \\( EMC BT (x) Tj';
    const document = documentOf([heading(2, text), paragraph(text), table(text, [text], [[text]])], { subtitle: text });
    const { body } = renderPdf(document);
    expect(spoken(body).split(bare(text)).length - 1).toBe(6);
    expect(checkPdf(body)).toEqual([]);
  });
});

describe('a figure without description and a table without header', () => {
  const layOut = (node: object): void => {
    const layout = new TaggedLayout(
      { width: PAGE.width, height: PAGE.height, orientation: 'portrait' },
      PAGE.margins,
      null,
    );
    layout.registerTableLayouts({});
    layout.layoutDocument(
      [node],
      new PdfFile({ autoFirstPage: false, font: null }),
      {},
      { font: 'NotoSans', fontSize: 10, color: '#000000' },
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    );
  };
  it.each([
    ['a picture that is nothing in the tree', { canvas: [{ type: 'rect', x: 0, y: 0, w: 1, h: 1, color: '#000000' }] }],
    ['a code to scan that is nothing in the tree', { qr: 'x', foreground: '#000000', background: '#ffffff' }],
    [
      'a blank description',
      { canvas: [{ type: 'rect', x: 0, y: 0, w: 1, h: 1, color: '#000000' }], tag: { as: 'Figure', alt: ' ' } },
    ],
    ['a table that is nothing in the tree', { table: { body: [['a']] } }],
    ['a table without header', { table: { body: [['a']] }, tag: { as: 'Table' } }],
    ['a list that is nothing in the tree', { ul: ['a'] }],
    ['text that is nothing in the tree', { text: 'a' }],
  ])('[R16] %s is refused by the layout', (_what, node) => {
    expect(() => layOut(node)).toThrow(ModelError);
  });

  it('[R16] the same document gives the same bytes, and another one another identifier', () => {
    const idOf = (pdf: Buffer): string => /\/ID \[<(\w+)>/.exec(pdf.toString('latin1'))![1]!;
    const one = pdfOf(paragraph('een → twee'));
    pdfOf(paragraph('ﬁets \u{a0} 😀 ≥'), heading(2, 'tussendoor'));
    expect(pdfOf(paragraph('een → twee')).equals(one)).toBe(true);
    expect(idOf(pdfOf(paragraph('een → drie')))).not.toBe(idOf(one));
  });
});
