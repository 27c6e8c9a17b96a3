import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { EXERCISES, PAPER_LANGUAGES, THEMES, usualStep } from '@buurtbalans/domain';
import { checkPdf, readAloud } from '@buurtbalans/testing/pdf';
import { describe, expect, it } from 'vitest';
import { loadHouseStyle } from '../house-style/load-house-style.ts';
import { papersOf } from '../fixtures/papers.testing.ts';
import { ballot, type Block, field, ModelError } from '../model.ts';
import { composePaper } from './compose-paper.ts';
import type { PaperSource } from './paper-source.ts';
import { renderPaper } from './render-paper.ts';

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
const readPdf = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
const readHtml = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>|<div role="img".*?<\/div>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

/** Everything that a form says, block by block. */
function saidIn(block: Block): string[] {
  if (block.kind === 'heading') return [block.text];
  if (block.kind === 'paragraph') return block.runs.map(({ text }) => text);
  if (block.kind === 'list') return block.items.flatMap((item) => item.map(({ text }) => text));
  if (block.kind === 'table') return [...block.headers, ...block.rows.flat()];
  if (block.kind === 'figure') return [block.caption, block.alt];
  if (block.kind === 'ballot')
    return [
      block.caption,
      ...block.headers,
      ...block.subjects,
      ...block.marks.flatMap(({ header, signs }) => [header, ...signs]),
    ];
  if (block.kind !== 'field') return [];
  const { field: content } = block;
  const more =
    content.kind === 'boxes'
      ? content.options
      : content.kind === 'scale'
        ? [content.low, content.high]
        : content.kind === 'squares'
          ? [content.orLine ?? '']
          : [];
  return [content.label, ...more];
}

describe('paper forms', () => {
  it.each(
    PAPER_LANGUAGES.flatMap((language) =>
      (['resident', 'professional'] as const).map((lane) => [language, lane] as const),
    ),
  )('say the same in PDF and HTML (%s, %s), each form on pages of its own', async (language, lane) => {
    const usual = await papersOf();
    const source: PaperSource = { ...usual, session: { ...usual.session, lane } };
    const composed = composePaper(source, language);
    const [pdf, html] = [await renderPaper(source, language, 'pdf'), await renderPaper(source, language, 'html')];
    const texts = [bare(readPdf(pdf.body)), bare(readHtml(html.body.toString()))];
    for (const said of composed.blocks.flatMap(saidIn))
      for (const word of said.split(/[\s-]/)) for (const text of texts) expect(text).toContain(bare(word));
    expect(html.body.toString()).toContain(`<html lang="${language}">`);
    // cards take a sheet to keep and one to hand in; the others fit on one page
    expect(pdf.pages).toBe(composed.blocks.filter(({ kind }) => kind === 'page').length + 1);
    expect(pdf.fileName).toBe(`paper-form-avond-in-het-buurthuis-${language}.pdf`);
  });

  it.each(PAPER_LANGUAGES)(
    '[R10] [R11] follow PDF/UA-1 and PDF/A-2a and are read aloud as the HTML edition, with what was written as Dutch (%s)',
    async (language) => {
      const source = await papersOf({
        steps: EXERCISES.map((exercise) => ({
          step: usualStep(exercise.replace('_', '-'), exercise, { title: `Stap ${exercise}` }),
          items: ['Groen in de binnentuin'],
        })),
      });
      const [pdf, html] = [
        (await renderPaper(source, language, 'pdf')).body,
        (await renderPaper(source, language, 'html')).body.toString(),
      ];
      expect(checkPdf(pdf)).toEqual([]);
      const spoken = readAloud(pdf);
      // of a map the description is read, which stands below it too
      expect(
        bare(
          spoken
            .filter(({ type }) => type !== 'Figure')
            .map(({ text }) => text)
            .join(' '),
        ),
      ).toBe(bare(readHtml(html.replace(/^[^]*?<h1>|<footer>[^]*$/g, ''))));
      const types = spoken.filter(({ text }) => text === 'Groen in de binnentuin').map(({ type }) => type);
      expect(new Set(types)).toEqual(new Set([language === 'nl' ? 'TD' : 'Span']));
      expect(html).toContain(
        language === 'nl' ? '<td>Groen in de binnentuin</td>' : '<td lang="nl" dir="auto">Groen in de binnentuin</td>',
      );
    },
  );

  it('[R61] carry the name, colour and logo of the municipality, and still fit on their pages', async () => {
    const style = await loadHouseStyle(join(import.meta.dirname, '../../../../house-style/voorbeeldstad/tokens.json'));
    for (const exercise of EXERCISES) {
      const source = await papersOf({ steps: [{ step: usualStep('s', exercise), items: [] }], isBooklet: false });
      const [plain, styled] = [await renderPaper(source, 'nl', 'pdf'), await renderPaper(source, 'nl', 'pdf', style)];
      expect([exercise, styled.pages]).toEqual([exercise, plain.pages]);
      expect(readPdf(styled.body)).toContain('Gemeente Voorbeeldstad');
    }
  });

  it('refuse what cannot be printed with the reason', async () => {
    const source = await papersOf({ steps: [{ step: usualStep('s', 'dots'), items: ['ميدان'] }], isBooklet: false });
    await expect(renderPaper(source, 'nl', 'pdf')).rejects.toMatchObject({
      name: 'ModelError',
      code: 'REPORT.RIGHT_TO_LEFT',
    });
  });

  it('[K24] print what is judged where that is known, and lines to copy it where not', async () => {
    const subjectsOf = ({ steps, ...rest }: PaperSource, exercise: string) => {
      const { blocks } = composePaper(
        { ...rest, steps: steps.filter(({ step }) => step.exercise === exercise), isBooklet: false },
        'nl',
      );
      return blocks.flatMap((block) => (block.kind === 'ballot' ? block.subjects : []));
    };
    const source = await papersOf();
    expect(subjectsOf(source, 'matrix')).toEqual(['Verlichting op het plein', 'Groen in de binnentuin']);
    expect(subjectsOf(source, 'priorities')).toEqual(Array.from({ length: 8 }, () => ''));
    expect(subjectsOf(source, 'dots')[2]).toMatch(/^Een plek voor jongeren.{100,}…$/);
  });

  it('[K24] say what is done with it, ask no name, and number kinds and themes as the helper types them', async () => {
    const source = await papersOf();
    for (const { step, items } of source.steps.filter(({ step: { exercise } }) => exercise !== 'clustering')) {
      const said = composePaper({ ...source, steps: [{ step, items }], isBooklet: false }, 'nl')
        .blocks.flatMap(saidIn)
        .join('\n');
      expect([step.exercise, said]).toEqual([
        step.exercise,
        expect.stringMatching(/Een helper typt dit over[^]*Nummer van dit formulier/),
      ]);
      expect(said).not.toMatch(/uw naam:|handtekening|geboren|adres/i);
    }
    const cards = composePaper(
      { ...source, steps: source.steps.filter(({ step }) => step.exercise === 'silent_writing') },
      'nl',
    ).blocks.flatMap(saidIn);
    expect(cards).toEqual(
      expect.arrayContaining(['1 Zwakke plek', '2 Kansrijke plek', '3 Signaal', '1 Bevolking', '0 Samenhang']),
    );
    expect(THEMES).toHaveLength(10);
  });

  it('have a form for every exercise, and for clustering a sheet for the facilitator in every language', async () => {
    const source = await papersOf();
    for (const exercise of EXERCISES) {
      for (const language of PAPER_LANGUAGES) {
        const { blocks } = composePaper(
          { ...source, steps: [{ step: usualStep('s', exercise), items: [] }], isBooklet: false },
          language,
        );
        expect([exercise, language, blocks.length > 2]).toEqual([exercise, language, true]);
      }
    }
    expect(
      composePaper({ ...source, steps: [{ step: usualStep('s', 'clustering'), items: [] }], isBooklet: false }, 'tr')
        .language,
    ).toBe('nl');
  });

  it('are made without an area, with the question of the step, for one theme, and alike for the same session', async () => {
    const step = usualStep('s', 'silent_writing', {
      question: 'Waar is het donker?',
      theme: 'public_space',
      title: 'Wandelen',
    });
    const source = await papersOf({ area: null, steps: [{ step, items: [] }], isBooklet: false, invented: true });
    const { blocks, marks } = composePaper(source, 'nl');
    const said = blocks.flatMap(saidIn);
    expect(said).toEqual(expect.arrayContaining(['Wandelen', 'Waar is het donker?', 'of de naam van de plek:']));
    expect(said).not.toContain('2 Wonen');
    expect(blocks.some(({ kind }) => kind === 'figure')).toBe(false);
    expect(marks).toHaveLength(1);
    const [one, other] = [await renderPaper(source, 'nl', 'pdf'), await renderPaper(source, 'nl', 'pdf')];
    expect(one.body.equals(other.body)).toBe(true);
  });

  it('cannot hold a field without label, or a ballot without header or subject', () => {
    expect(() => field({ kind: 'lines', label: ' ', count: 1 })).toThrow(ModelError);
    expect(() => ballot('Stippen', ['Nr.', ''], ['x'], [])).toThrow(ModelError);
    expect(() => ballot('Stippen', ['Nr.', 'Onderwerp'], ['x'], [{ header: '', signs: [] }])).toThrow(ModelError);
    expect(() => ballot('Stippen', ['Nr.', 'Onderwerp'], [], [])).toThrow(ModelError);
  });

  it('keep what somebody wrote as text', async () => {
    const source = await papersOf({
      steps: [{ step: usualStep('s', 'dots'), items: ['<script>alert(1)</script>'] }],
      isBooklet: false,
    });
    const html = (await renderPaper(source, 'nl', 'html')).body.toString();
    expect(html).not.toContain('<script');
    expect(readHtml(html)).toContain('<script>alert(1)</script>');
  });
});
