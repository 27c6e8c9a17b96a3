import { PdfFile } from '@buurtbalans/testing/pdf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { SESSION, snapshotOf, toldState } from '../fixtures/told-state.testing.ts';
import { textsOf, wordsOf } from '../fixtures/words-of.testing.ts';
import { linked, list, ModelError, paragraph } from '../model.ts';
import { renderHtml } from '../render/render-html.ts';
import { renderDocument } from '../render-document.ts';
import type { SnapshotValue } from '../snapshot.ts';
import { compose } from './compose.ts';

const WITH_CLAIMS = ['shared-picture', 'resident-edition', 'plan'] as const;
const LANGUAGES = ['nl', 'en'] as const;
const editions = WITH_CLAIMS.flatMap((document) => LANGUAGES.map((language) => [document, language] as const));

describe('numbered sources', async () => {
  const snapshot = await slotermeerSnapshot();

  it.each(editions)('[R70] %s (%s): from a statement to its evidence in two steps, and back', (document, language) => {
    const html = renderHtml(compose(snapshot, document, language));
    const element = (id: string): string => new RegExp(`<(p|li) id="${id}"[^]*?</\\1>`).exec(html)?.[0] ?? '';
    const claim = element('finding-1');
    const numbers = [...claim.matchAll(/href="#source-(\d+)" aria-label="[^"]*\1/g)].map(([, number]) => number);
    expect(numbers.length).toBeGreaterThanOrEqual(3);
    for (const number of numbers) {
      expect(element(`source-${number}`)).toContain(`href="#evidence-${number}"`);
      expect(element(`source-${number}`)).toContain('href="#finding-1"');
      expect(element(`evidence-${number}`)).toContain(`href="#source-${number}"`);
    }
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    for (const id of targets) expect(html).toContain(` id="${id}"`);
  });

  it.each(editions)(
    '[R70] %s (%s): the PDF has the same links, to places that are there',
    async (document, language) => {
      const composed = compose(snapshot, document, language);
      const wanted = new Set(
        composed.blocks
          .flatMap((block) => (block.kind === 'paragraph' ? [block.runs] : block.kind === 'list' ? block.items : []))
          .flat()
          .flatMap(({ to }) => to ?? []),
      );
      const { body } = await renderDocument({ snapshot, document, language, format: 'pdf' });
      const text = body.toString('latin1');
      expect(new PdfFile(body).pages.length).toBeGreaterThan(2);
      for (const name of wanted) expect(text).toContain(`/D (${name})`);
    },
  );

  it.each(editions)('[R70] %s (%s): every finding names its sources', (document, language) => {
    const { blocks } = compose(snapshot, document, language);
    const paragraphs = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.runs] : []));
    const named = (runs: (typeof paragraphs)[number]): boolean => runs.some(({ to }) => to?.startsWith('source-'));
    for (const { number, statements, indicatorIds, verdict } of snapshot.findings) {
      const at = paragraphs.findIndex((runs) => runs.some(({ anchor }) => anchor === `finding-${number}`));
      const restsOn = statements.length + (verdict === 'confirmed' ? indicatorIds.length : 0);
      expect(named(paragraphs[at]!)).toBe(restsOn > 0);
      // what contradicts it is named by the check, which follows
      if (verdict === 'contradicted') expect(paragraphs.slice(at + 1, at + 3).some(named)).toBe(true);
    }
  });

  it('[R75] the evidence has figures beside district and city with table, year and release, and each statement with its sources', () => {
    const words = wordsOf(snapshot, 'shared-picture', 'nl').join('\n');
    expect(words).toMatch(
      /Gebied: [\d,.]+ per 1.000 inwoners; Stadsdeel of wijk: [\d,.]+ per 1.000 inwoners; Stad: [\d,.]+ per 1.000 inwoners \(20\d\d\)/,
    );
    // a rate is made of what two offices counted
    expect(words).toMatch(
      /Tabel: Geregistreerde misdrijven, 47022NED\. Bron: Politie, via CBS, bewerkt, CC BY 4\.0\..*Tabel: Kerncijfers wijken en buurten 2024, 85984NED\. Bron: CBS StatLine, CC BY 4\.0\./,
    );
    expect(words).toContain('Uitgave: niet genoemd in het bestand.');
    expect(words).toContain('“Ik loop liever om.” (6 bewoners)');
    expect(words).toContain('Wat professionals (politie) vertelden op 14 april 2026');
  });

  it('[R74] a link that leads nowhere, or a place that is there twice, is refused', () => {
    const place = paragraph([{ text: 'hier', anchor: 'place' }]);
    expect(() => linked([place, list([[{ text: 'daar', to: 'place' }]])])).not.toThrow();
    expect(() => linked([paragraph([{ text: 'weg', to: 'nowhere' }])])).toThrow(ModelError);
    expect(() => linked([place, place])).toThrow(ModelError);
    expect(() => paragraph([{ text: 'x', to: 'javascript:alert(1)' }])).toThrow(ModelError);
  });
});

describe('the resident edition', async () => {
  const plain = await slotermeerSnapshot();
  const agreed = { number: 1, agreedOn: '2026-05-28', organisations: ['Politie Nieuw-West'], isShown: true };
  const base = { ...plain, plan: { ...agreed, actions: plain.actions } };

  it.each([3, 6, 10])('[R83] stays between four and eight pages (%i findings, each with an action)', async (count) => {
    const findings = Array.from({ length: count }, (_, index) => ({
      ...base.findings[index % 3]!,
      id: `f${index}`,
      number: index + 1,
      indicatorIds: [base.indicators[index]!.indicatorId],
    }));
    const actions = findings.map(({ number }) => ({ ...base.actions[0]!, number, findings: [number] }));
    const { pages } = await renderDocument({
      snapshot: { ...base, findings, actions, plan: { ...agreed, actions } },
      document: 'resident-edition',
      language: 'nl',
      format: 'pdf',
    });
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(pages).toBeLessThanOrEqual(8);
  });

  it('[R83] tells of each thing that residents told what becomes of it', () => {
    const words = wordsOf(base, 'resident-edition', 'nl').join('\n');
    expect(words).toContain('Onrust op het plein in de avond (bevinding 1): hierbij hoort actie 1.');
    expect(words).toContain('De binnentuin verbindt (bevinding 3): hier is nog geen actie voor.');
    expect(words).not.toMatch(/Veel jongeren zonder plek.*\(bevinding 2\):/);
  });
});

describe('what figures contradict', async () => {
  const base = await slotermeerSnapshot();

  it.each(editions)('[R71] %s (%s) says so wherever the claim is printed', (document, language) => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('confirmed', 'contradicted', 'not_testable', null), { minLength: 1, maxLength: 5 }),
        (verdicts) => {
          const findings = verdicts.map((verdict, index) => ({
            ...base.findings[index % 3]!,
            id: `f${index}`,
            number: index + 1,
            title: `Bewering ${index + 1}x`,
            text: `Tekst ${index + 1}x`,
            verdict,
          }));
          const { blocks } = compose({ ...base, findings }, document, language);
          const saysSo = /weersproken|contradicted|laten iets anders zien|show something else/;
          for (const finding of findings.filter(({ verdict }) => verdict === 'contradicted')) {
            const printed = blocks.flatMap(textsOf).filter((text) => text.includes(finding.title));
            expect(printed.length).toBeGreaterThan(0);
            for (const text of printed) expect(text).toMatch(saysSo);
            // the text stands under a heading that says so
            const at = blocks.findIndex((block) => textsOf(block).some((text) => text.includes(finding.text)));
            expect(textsOf(blocks.slice(0, at).findLast(({ kind }) => kind === 'heading')!)[0]).toMatch(saysSo);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('how the picture came about', () => {
  const contents = new Map([
    ['title', 'Titel'],
    ['s0', 'Uitspraak'],
  ]);
  const told = (formerArea: boolean): string => {
    const state = toldState([{ lane: 'professional', people: 6, agreed: true, apart: 0 }]);
    const session = {
      ...state.sessions[SESSION]!,
      status: 'closed' as const,
      ...(formerArea && { formerArea: { codes: ['BU0363FA09'], drawn: false } }),
    };
    return wordsOf(snapshotOf({ ...state, sessions: { [SESSION]: session } }, contents), 'shared-picture', 'nl').join(
      '\n',
    );
  };

  it('[T20] counts and lists no session about a former area; what was released from it stands as evidence', () => {
    expect(told(false)).toMatch(/Sessies met professionals: 1\.[^]*Sessies en bijeenkomsten/);
    const former = told(true);
    expect(former).toContain('Sessies met professionals: 0.');
    expect(former).not.toContain('Sessies en bijeenkomsten');
    expect(former).toContain('Uitspraak');
  });
});

describe('figures that are withheld', () => {
  const FILLED = 987_654;
  const withheld = fc.constantFrom<SnapshotValue>(
    { value: null, status: 'secret' },
    { value: null, status: 'missing' },
    { value: null, status: 'too_few' },
    { value: FILLED, status: 'present' },
  );
  it.each([...editions, ...LANGUAGES.map((language) => ['profile', language] as const)])(
    '[R73] %s (%s) has the reason in place of a figure that is withheld',
    async (document, language) => {
      const base = await slotermeerSnapshot();
      fc.assert(
        fc.property(withheld, withheld, withheld, (area, district, city) => {
          const indicators = base.indicators
            .filter(({ indicatorId }) => indicatorId === 'safety_nuisance.offences_per_1000')
            .map((indicator) => ({ ...indicator, area, district, city }));
          const words = wordsOf({ ...base, indicators }, document, language).join('\n');
          const isShown = [area, district, city].some(({ value }) => value !== null);
          if (!isShown) expect(words).not.toMatch(/987[.,]654/);
          else if (document !== 'resident-edition') expect(words).toMatch(/987[.,]654/);
          expect(words).not.toMatch(/NaN|null|undefined/);
          for (const [value, reason] of [
            ['secret', language === 'nl' ? 'geheim' : 'secret'],
            ['too_few', language === 'nl' ? 'te weinig inwoners' : 'too few inhabitants'],
          ] as const) {
            // residents read of no figure that says nothing here
            if (area.status === value && document !== 'resident-edition') expect(words).toContain(reason);
          }
        }),
        { numRuns: 20 },
      );
    },
  );
});
