import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPdf } from '@buurtbalans/testing/pdf';
import { describe, expect, it } from 'vitest';
import { figure, heading, list, note, paragraph, table } from '../model.ts';
import { renderPdf } from './render-pdf.ts';

/** The same file with its streams unpacked, so that a few letters of it can be changed in place. */
function unpacked(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'buurtbalans-checker-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    spawnSync('qpdf', [
      '--stream-data=uncompress',
      '--object-streams=disable',
      join(folder, 'in.pdf'),
      join(folder, 'out.pdf'),
    ]);
    return readFileSync(join(folder, 'out.pdf'), 'latin1');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the checker', () => {
  const sections = ['Een', 'Twee', 'Drie', 'Vier'].flatMap((name) => [
    heading(2, name),
    heading(3, `${name} onder`),
    paragraph([{ text: name }, { text: ' op de site', link: 'https://www.amsterdam.nl/' }]),
  ]);
  const blocks = [
    ...sections,
    note('Een bron.'),
    list(['a', 'b']),
    table('Tabel', ['A', 'B'], [['1', '2']]),
    figure(
      { width: 100, height: 50, marks: [{ kind: 'circle', at: [5, 5], radius: 3, fill: '#112233' }] },
      'Een stip in het vlak.',
      'Stip',
    ),
  ];
  const good = unpacked(
    renderPdf({
      title: 'Gedeeld beeld',
      subtitle: 'Buurt',
      language: 'nl',
      createdAt: '2026-06-01T09:00:00.000Z',
      marks: [],
      footer: 'Buurt',
      blocks,
    }).body,
  );
  const check = (pdf: string): string[] => [...new Set(checkPdf(Buffer.from(pdf, 'latin1')).map(({ rule }) => rule))];

  it('finds nothing in a good file', () => {
    expect(check(good)).toEqual([]);
  });

  it.each([
    ['the language is gone', '/Lang (nl)', '/Lxng (nl)', 'UA 7.2'],
    ['it is not marked as tagged', '/Marked true', '/Marked null', 'UA 6.2'],
    ['the title is not shown', '/DisplayDocTitle true', '/DisplayDocTitle null', 'UA 7.1'],
    ['it does not claim PDF/UA', '<pdfuaid:part>1<', '<pdfuaid:part>7<', 'UA 5'],
    ['it does not claim PDF/A', '<pdfaid:part>2<', '<pdfaid:part>3<', 'A 6.6.4'],
    ['its metadata are no XML', '</dc:format>', '</dc:formxt>', 'A 6.6.2.1'],
    ['the claim is not explained', '<pdfaSchema:prefix>pdfuaid', '<pdfaSchema:prefix>pdfuaix', 'A 6.6.2.3'],
    ['it has no output intent', 'GTS_PDFA1', 'GTS_PDFX1', 'A 6.2.3'],
    ['it has no bookmarks', '/Outlines ', '/Outlinxs ', 'WCAG 2.4.5'],
    ['it has no identifier', '/ID [<', '/IX [<', 'A 6.1.3'],
    ['the comment after its header is text', '%\xbf\xf7\xa2\xfe', '%abcd', 'A 6.1.2'],
    ['a figure has no description', '/Alt (Een', '/Alx (Een', 'UA 7.3'],
    ['a figure has a blank description', '/Alt (Een stip in het vlak.)', '/Alt (                     )', 'UA 7.3'],
    ['a figure has no box', '/BBox [', '/BBxx [', 'A 6.7'],
    ['a header cell has no scope', '/Scope /Column', '/Scxpe /Column', 'UA 7.5'],
    ['a table is no grid', '/S /TD', '/S /LI', 'UA 7.2'],
    ['a heading skips a level', '/S /H3', '/S /H5', 'UA 7.4.2'],
    ['a type is unknown', '/S /LBody', '/S /LBxdy', 'UA 7.1'],
    ['a note has no identifier', '/ID (note-', '/IX (note-', 'UA 7.9'],
    ['the way back from pages is gone', '/Nums [', '/Nxms [', 'UA 7.1'],
    ['a link is not in the tree', '/StructParent ', '/StructPxrent ', 'UA 7.18.1'],
    ['a link says nothing', '/Contents (Ga naar', '/Cxntents (Ga naar', 'UA 7.18.5'],
    ['the keyboard goes another way', '/Tabs /S', '/Tabs /R', 'UA 7.18.3'],
    ['a link is not printed', '/F 4', '/F 2', 'A 6.3.2'],
    ['a link is not safe', '/URI (https://', '/URI (gxxps://', 'safety'],
    ['a font is not embedded', '/FontFile2 ', '/FxntFile2 ', 'UA 7.21.4'],
    ['a font cannot be read out', '/ToUnicode ', '/ToUnixode ', 'UA 7.21.7'],
    ['a font has no map of glyphs', '/CIDToGIDMap ', '/CIDToGIDMxp ', 'UA 7.21.3.2'],
    ['a glyph is as wide as it is not', '/W [ 0 [ 600 ', '/W [ 0 [ 600 9', 'UA 7.21.5'],
    [
      'something belongs to nothing',
      '/Artifact <</Type /Pagination>> BDC',
      '/Artifaxt <</Type /Pagination>> BDC',
      'UA 7.1',
    ],
    ['content is in no element', '<</MCID 1>>', '<</MCIX 1>>', 'UA 7.1'],
    ['a colour is of another kind', ' rg\n', ' k \n', 'A 6.2.4.3'],
    ['an operator is unknown', '] TJ', '] TX', 'A 6.2.2'],
  ])('sees that %s', (_what, from, to, rule) => {
    expect(good).toContain(from);
    const at = good.indexOf(from);
    // the file stays as long as it was, so that every object is where it is said to be
    const broken = good.slice(0, at) + to + good.slice(at + to.length);
    expect(check(broken)).toContain(rule);
  });
});
