import { execFileSync } from 'node:child_process';
import { DOCUMENTS } from '@buurtbalans/domain';
import { checkPdf, readAloud } from '@buurtbalans/testing/pdf';
import { describe, expect, it } from 'vitest';
import { compose } from './documents/compose.ts';
import { slotermeerSnapshot } from './fixtures/slotermeer.testing.ts';
import { figure, heading, ModelError, paragraph, table } from './model.ts';
import { renderHtml } from './render/render-html.ts';
import { renderDocument } from './render-document.ts';

const read = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
/** Letters and digits only: where a line breaks is the renderer's affair. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

describe('content model', () => {
  it('cannot hold a figure without description, a table without headers, or an empty heading', () => {
    expect(() => figure({ width: 1, height: 1, marks: [] }, ' ', 'Kaart')).toThrow(ModelError);
    expect(() => table('Cijfers', ['Cijfer', ''], [])).toThrow(ModelError);
    expect(() => table('Cijfers', ['Cijfer', 'Jaar'], [['x']])).toThrow(ModelError);
    expect(() => heading(2, ' ')).toThrow(ModelError);
    expect(() => paragraph('x'.repeat(500_000))).toThrow(ModelError);
  });

  it('keeps what participants write as text', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const snapshot = await slotermeerSnapshot({
      gaps: [{ question: hostile, owner: hostile, due: null, answer: null }],
    });
    const html = renderHtml(compose(snapshot, 'shared-picture', 'nl'));
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
  });
});

describe('documents', async () => {
  const snapshot = await slotermeerSnapshot();

  it.each(DOCUMENTS.flatMap((document) => (['nl', 'en'] as const).map((language) => [document, language] as const)))(
    '%s (%s) says the same in PDF and HTML',
    async (document, language) => {
      const composed = compose(snapshot, document, language);
      const pdf = await renderDocument({ snapshot, document, language, format: 'pdf' });
      const text = bare(read(pdf.body));
      for (const block of composed.blocks) {
        if (block.kind === 'heading') expect(text).toContain(bare(block.text));
        if (block.kind === 'paragraph')
          for (const run of block.runs) for (const word of run.text.split(' ')) expect(text).toContain(bare(word));
        if (block.kind === 'table')
          for (const row of block.rows)
            for (const cell of row) for (const word of cell.split(/[\s-]/)) expect(text).toContain(bare(word));
      }
      expect(pdf.pages).toBeGreaterThan(0);
      const html = (await renderDocument({ snapshot, document, language, format: 'html' })).body.toString();
      expect(html).toContain(`<html lang="${language}">`);
      for (const block of composed.blocks)
        if (block.kind === 'heading') expect(html).toContain(block.text.split(/[’'&]/)[0]!);
    },
  );

  it('says so when figures contradict a finding, in every document that shows it', async () => {
    for (const document of ['shared-picture', 'plan', 'resident-edition'] as const) {
      const { body } = await renderDocument({ snapshot, document, language: 'nl', format: 'html' });
      expect(body.toString()).toMatch(/weersproken|laten iets anders zien/);
    }
  });

  it('[R60] marks invented data and what is not approved, which stands across every page', async () => {
    const concept = await slotermeerSnapshot({ picture: { number: 0, approvedOn: null, changes: null } });
    expect(compose(concept, 'shared-picture', 'nl').marks).toHaveLength(2);
    expect(compose(snapshot, 'shared-picture', 'nl').marks).toHaveLength(1);
    const { body, pages } = await renderDocument({
      snapshot: concept,
      document: 'shared-picture',
      language: 'nl',
      format: 'pdf',
    });
    expect(pages).toBeGreaterThan(5);
    expect(checkPdf(body)).toEqual([]);
    // seen on every page, and heard once: the word across the page is no part of the text
    const seen = execFileSync('pdftotext', ['-raw', '-', '-'], { input: body, encoding: 'utf8' })
      .split('\f')
      .slice(0, -1);
    expect(seen.filter((page) => /C\nO\nN\nC\nE\nP\nT\n/.test(page))).toHaveLength(pages);
    expect(
      readAloud(body)
        .filter(({ text }) => /concept/i.test(text))
        .map(({ text }) => text),
    ).toEqual(['Concept: het gedeeld beeld is nog niet vastgesteld.']);
    const html = (
      await renderDocument({ snapshot: concept, document: 'shared-picture', language: 'nl', format: 'html' })
    ).body.toString();
    expect(html).toContain('content:"CONCEPT"/""');
    expect(
      (await renderDocument({ snapshot, document: 'shared-picture', language: 'nl', format: 'html' })).body.toString(),
    ).not.toContain('CONCEPT');
  });

  it('gives the same bytes for the same snapshot', async () => {
    const request = { snapshot, document: 'shared-picture', language: 'nl', format: 'pdf' } as const;
    const [one, other] = [await renderDocument(request), await renderDocument(request)];
    expect(one.body.equals(other.body)).toBe(true);
    expect(one.fileName).toBe('shared-picture-voorbeeldbuurt-nl.pdf');
  });
});
