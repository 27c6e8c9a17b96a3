import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { composeChanges } from '../data/changes.ts';
import { toGeoJson } from '../data/to-geojson.ts';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import { wordsOf } from '../fixtures/words-of.testing.ts';
import { renderHtml } from '../render/render-html.ts';
import { renderDocument } from '../render-document.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import { compose } from './compose.ts';

const action = (number: number, what: string): ReportSnapshot['actions'][number] => ({
  number,
  what,
  result: 'Minder meldingen in de avond',
  owner: 'Woningcorporatie De Dageraad',
  due: '2026-12-01',
  findings: [1],
  indicatorId: null,
});
const plan = (change: Partial<NonNullable<ReportSnapshot['plan']>> = {}): NonNullable<ReportSnapshot['plan']> => ({
  number: 1,
  agreedOn: '2026-05-28',
  organisations: ['Politie Nieuw-West', 'Gemeente'],
  actions: [action(1, 'Lampen op het plein vernieuwen')],
  isShown: true,
  ...change,
});
const agreedSnapshot = (change: Partial<ReportSnapshot> = {}): Promise<ReportSnapshot> =>
  slotermeerSnapshot({ actions: plan().actions, plan: plan(), standing: null, ...change });
const conceptBeside = (): Promise<ReportSnapshot> =>
  slotermeerSnapshot({ actions: [action(2, 'Een buurtfeest')], plan: plan({ isShown: false }), standing: null });

const said = (snapshot: ReportSnapshot, document: 'plan' | 'resident-edition' | 'shared-picture'): string =>
  wordsOf(snapshot, document, 'nl').join('\n');

describe('the plan of action', () => {
  it('[R101] [R114] that was not agreed is a concept on every page, which the head of each says first and in full', async () => {
    const snapshot = await slotermeerSnapshot();
    const { body, pages } = await renderDocument({ snapshot, document: 'plan', language: 'nl', format: 'pdf' });
    const text = execFileSync('pdftotext', ['-raw', '-', '-'], { input: body, encoding: 'utf8' });
    expect(text.match(/C\nO\nN\nC\nE\nP\nT\n/g)).toHaveLength(pages);
    expect(text.match(/^Concept: over dit plan zijn geen afspraken gemaakt\.$/gm)).toHaveLength(pages);
    // what else is marked has its room beside it
    expect(text.match(/^Let op: dit document gaat over verzonnen bijdragen/gm)).toHaveLength(pages);
    const words = text.replace(/\s+/g, ' ');
    expect(words).toContain('Dit plan is een concept.');
    expect(words).toContain('Dit plan rust op versie 1 van het gedeeld beeld, die is vastgesteld op');
    expect(words).not.toContain('Versie 1, vastgesteld op');
    expect(words).toContain('Acties en wie het anders ziet: zoals het stond op 1 juni 2026 om 11:00 uur.');
  });

  it('[R101] that was agreed names its version, by whom and when, who is not named, and is no concept', async () => {
    const snapshot = await agreedSnapshot();
    const { marks, watermark } = compose(snapshot, 'plan', 'nl');
    expect([marks.join(), watermark]).toEqual([expect.not.stringContaining('Concept'), undefined]);
    const words = said(snapshot, 'plan');
    expect(words).toContain('Versie 1, afgesproken op 28 mei 2026 door Politie Nieuw-West en Gemeente.');
    expect(words).toContain('Ook een actie, maar niet genoemd bij de afspraak: Woningcorporatie De Dageraad.');
    expect(sheets(toSpreadsheet(snapshot, 'plan', 'nl').body).at(-1)).toContain(
      'Ook een actie, maar niet genoemd bij de afspraak: Woningcorporatie De Dageraad.',
    );
    expect(words).toContain('Wat is afgesproken: wat we doen');
    expect(words).not.toContain('concept');
  });

  it('[R101] [R145] of a concept beside it, it says which version holds and what was not agreed, in each form', async () => {
    const snapshot = await conceptBeside();
    const words = said(snapshot, 'plan');
    expect(words).toContain('Versie 1 is afgesproken op 28 mei 2026. Die geldt tot er een nieuwe is afgesproken.');
    expect(words).toContain('Een buurtfeest');
    expect(compose(snapshot, 'plan', 'en').marks[0]).toBe(
      'Draft beside version 1, which was agreed. What is different here has not been agreed.',
    );
    const about = sheets(toSpreadsheet(snapshot, 'plan', 'nl').body).at(-1);
    for (const said of [
      'Concept naast versie 1, die is afgesproken. Over wat hier anders is, zijn geen afspraken gemaakt.',
      'Versie 1 is afgesproken op 28 mei 2026. Die geldt tot er een nieuwe is afgesproken.',
    ])
      expect(about).toContain(said);
    expect(compose(snapshot, 'plan', 'nl').marks.join()).not.toContain('over dit plan zijn geen afspraken');
    const data = JSON.parse(toGeoJson(snapshot, 'plan').body.toString()) as { planNumber: number | null };
    expect(data.planNumber).toBeNull();
    expect(JSON.parse(toGeoJson(await agreedSnapshot(), 'plan').body.toString())).toMatchObject({ planNumber: 1 });
  });

  it('[R97] what changed in it is told from version to version of the plan', async () => {
    const before = await agreedSnapshot();
    const after = await agreedSnapshot({
      plan: plan({ number: 2, agreedOn: '2026-06-01', organisations: ['Gemeente'] }),
      actions: [action(2, 'Een buurtfeest')],
    });
    const html = renderHtml(composeChanges(before, after, 'plan', 'nl'));
    for (const line of [
      'van versie 1 naar versie 2',
      'Gewijzigd: Versie 2, afgesproken op 1 juni 2026 door Gemeente.',
      'Nieuw: 2. Een buurtfeest',
      'Vervallen: 1. Lampen op het plein vernieuwen',
    ])
      expect(html).toContain(line);
  });
});

describe('what residents read of it', () => {
  it('[R106] is what was agreed, as it was then, whatever is planned since', async () => {
    const words = said(await conceptBeside(), 'resident-edition');
    expect(words).toContain('Wat er nu gebeurt');
    expect(words).toContain('Dit is afgesproken op 28 mei 2026 door Politie Nieuw-West en Gemeente.');
    expect(words).toContain('Lampen op het plein vernieuwen');
    // nobody promises what another does
    expect(words).toContain(
      'Dit staat op naam van Woningcorporatie De Dageraad en moet klaar zijn op 1 december 2026. Woningcorporatie De Dageraad is niet genoemd bij de afspraak.',
    );
    // neither does anybody know that they were asked
    expect(words).not.toContain('is gevraagd dit te doen');
    const theirs = await agreedSnapshot({ plan: plan({ organisations: ['Woningcorporatie De Dageraad'] }) });
    expect(said(theirs, 'resident-edition')).toContain(
      'Woningcorporatie De Dageraad doet dit en is klaar op 1 december 2026.',
    );
    expect(words).not.toContain('Een buurtfeest');
  });

  it('[R106] is that the plan is being made, as long as nothing was agreed', async () => {
    const words = said(await slotermeerSnapshot(), 'resident-edition');
    expect(words).toContain('Het plan wordt nog gemaakt. Er is nog niet afgesproken wat er gebeurt.');
    expect(words).toContain('wat we hiermee doen, is nog niet afgesproken');
    expect(words).not.toMatch(/Verlichting op het plein|Dageraad|Actie 1/);
  });

  it('[R106] leads to no finding that is gone', async () => {
    const snapshot = await agreedSnapshot({ plan: plan({ actions: [{ ...action(1, 'Lampen'), findings: [] }] }) });
    expect(() => compose(snapshot, 'resident-edition', 'nl')).not.toThrow();
  });

  it('[R112] and its tables have no more: no dissent, note, result, owner of a question or action that was not agreed', async () => {
    const snapshot = await conceptBeside();
    const text = sheets(toSpreadsheet(snapshot, 'resident-edition', 'nl').body).join('\n');
    expect(text).toContain('Lampen op het plein vernieuwen');
    for (const hidden of [
      'Wij zien het wel.',
      'ligt boven de stad',
      'Minder meldingen in de avond',
      'Een buurtfeest',
      '2026-09-01',
    ])
      expect([hidden, text.includes(hidden)]).toEqual([hidden, false]);
  });
});
