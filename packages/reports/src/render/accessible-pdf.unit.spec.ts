import { DOCUMENTS } from '@buurtbalans/domain';
import { checkPdf, readAloud, textOf } from '@buurtbalans/testing/pdf';
import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { bare, bareTextOf, contentsIn } from '../fixtures/text-of-html.testing.ts';
import { renderDocument } from '../render-document.ts';
import { furniture } from '../texts/furniture.ts';

const LANGUAGES = ['nl', 'en'] as const;
const all = DOCUMENTS.flatMap((document) => LANGUAGES.map((language) => [document, language] as const));

describe('documents as PDF', async () => {
  const snapshot = await slotermeerSnapshot();
  const made = async (
    document: (typeof DOCUMENTS)[number],
    language: (typeof LANGUAGES)[number],
    format: 'pdf' | 'html',
  ): Promise<Buffer> => (await renderDocument({ snapshot, document, language, format })).body;

  it.each(all)('[R10] %s (%s) follows PDF/UA-1 and PDF/A-2a', async (document, language) => {
    expect(checkPdf(await made(document, language, 'pdf'))).toEqual([]);
  });

  it.each(all)(
    '[R11] %s (%s) is read aloud in the order and with the words of the HTML edition',
    async (document, language) => {
      const spoken = readAloud(await made(document, language, 'pdf'));
      expect(bareTextOf(spoken, language)).toBe(
        bareTextOf((await made(document, language, 'html')).toString(), language),
      );
    },
  );

  it('[R17] the table of contents names the page of each heading, and leads there', async () => {
    const pdf = await made('shared-picture', 'nl', 'pdf');
    const pages = textOf(pdf).split('\f').map(bare);
    const spoken = readAloud(pdf);
    const [from, until] = contentsIn(spoken, furniture.nl.contents);
    const entries = spoken.slice(from + 1, until).map(({ text }) => /^(.*) (\d+)$/.exec(text.trim())!);
    expect(entries.length).toBeGreaterThan(10);
    for (const [, text, page] of entries) expect(pages[Number(page) - 1]).toContain(bare(text!));
    const bookmarks = pdf.toString('latin1').match(/\/Title \(/g)!.length;
    // the title of the document, the one in its properties is an object of its own, and each heading
    expect(bookmarks).toBe(entries.length + 1);
  });

  it('[R17] what somebody wrote is Dutch in the English edition, in both forms', async () => {
    const pdf = await made('shared-picture', 'en', 'pdf');
    expect(
      readAloud(pdf)
        .filter(({ type }) => type === 'Span')
        .map(({ text }) => text),
    ).toContain('Onrust op het plein in de avond');
    expect((await made('shared-picture', 'en', 'html')).toString()).toContain(
      '<span lang="nl" dir="auto">Onrust op het plein in de avond</span>',
    );
    expect((await made('plan', 'en', 'html')).toString()).toContain(
      '<td lang="nl" dir="auto">Verlichting op het plein vernieuwen</td>',
    );
    expect(readAloud(await made('plan', 'en', 'pdf'))).toContainEqual({
      type: 'Span',
      text: 'Wie komt er ’s avonds op het plein?',
    });
    const minutes = await made('minutes', 'en', 'pdf');
    const html = (await made('minutes', 'en', 'html')).toString();
    for (const said of [
      'Lampen nalopen',
      'Buurtapp beginnen',
      'Naar de gemeente',
      'Speeltoestel',
      'Fijne binnentuin',
    ]) {
      expect(readAloud(minutes)).toContainEqual({ type: 'Span', text: said });
      expect(html).toMatch(new RegExp(`<t[dh][^>]* lang="nl" dir="auto">${said}`));
    }
    // what stands there when nobody said anything is the document's own
    for (const ours of ['still open', '–'])
      expect(readAloud(minutes).some(({ type, text }) => type === 'Span' && text === ours)).toBe(false);
    expect(html).toContain('<td>still open</td>');
    expect(readAloud(await made('shared-picture', 'nl', 'pdf')).some(({ type }) => type === 'Span')).toBe(false);
  });
});
