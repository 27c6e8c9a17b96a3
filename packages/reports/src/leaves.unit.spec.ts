import { inflateRawSync } from 'node:zlib';
import type { Lane } from '@buurtbalans/domain';
import { readAloud } from '@buurtbalans/testing/pdf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeChanges } from './data/changes.ts';
import { partsOf } from './data/parts-of.ts';
import { toGeoJson } from './data/to-geojson.ts';
import { toSpreadsheet } from './data/to-spreadsheet.ts';
import { compose } from './documents/compose.ts';
import {
  isTold,
  snapshotOf,
  template,
  toldContents,
  toldState,
  type ToldStatement,
} from './fixtures/told-state.testing.ts';
import { wordsOf } from './fixtures/words-of.testing.ts';
import { buildProgramme } from './programme/build-programme.ts';
import { composeProgramme } from './programme/compose-programme.ts';
import { renderDocument } from './render-document.ts';
import { renderHtml } from './render/render-html.ts';
import type { ReportSnapshot } from './snapshot.ts';

const DOCUMENTS = ['shared-picture', 'resident-edition', 'plan'] as const;
const LANGUAGES = ['nl', 'en'] as const;
const editions = DOCUMENTS.flatMap((document) => LANGUAGES.map((language) => [document, language] as const));
const THRESHOLD = template.smallNumberThreshold;

const statement = fc.record({
  lane: fc.constantFrom<Lane>('professional', 'resident'),
  people: fc.integer({ min: 1, max: 9 }),
  agreed: fc.boolean(),
  apart: fc.integer({ min: 0, max: 5 }),
});
const several = fc.array(statement, { minLength: 1, maxLength: 5 });
const shownOf = (statements: readonly ToldStatement[]): ReportSnapshot =>
  snapshotOf(toldState(statements), toldContents(statements));

/** All words of a spreadsheet. */
function sheetsOf(body: Buffer): string {
  const words: string[] = [];
  for (let at = body.indexOf('PK\x03\x04'); at >= 0; at = body.indexOf('PK\x03\x04', at + 4)) {
    const start = at + 30 + body.readUInt16LE(at + 26) + body.readUInt16LE(at + 28);
    words.push(inflateRawSync(body.subarray(start), { finishFlush: 2 }).toString('utf8'));
  }
  return words.join('\n');
}

/** Every form in which something of a snapshot leaves, by name: what a list in SPEC.md (R122) has. */
const FORMS: Readonly<Record<string, (snapshot: ReportSnapshot) => string>> = {
  ...Object.fromEntries(
    editions.flatMap(([document, language]) => [
      [
        `${document} ${language}`,
        (snapshot: ReportSnapshot) => renderHtml(compose(snapshot, document, language)),
      ] as const,
      [
        `${document} ${language} xlsx`,
        (snapshot: ReportSnapshot) => sheetsOf(toSpreadsheet(snapshot, document, language).body),
      ] as const,
      [
        `${document} ${language} parts`,
        (snapshot: ReportSnapshot) => JSON.stringify(partsOf(snapshot, document, language)),
      ] as const,
      [
        `${document} ${language} what changed`,
        (snapshot: ReportSnapshot) =>
          renderHtml(composeChanges({ ...snapshot, statements: [], findings: [] }, snapshot, document, language)),
      ] as const,
    ]),
  ),
  ...Object.fromEntries(
    DOCUMENTS.map((document) => [
      `${document} geojson`,
      (snapshot: ReportSnapshot) => toGeoJson(snapshot, document).body.toString('utf8'),
    ]),
  ),
};

describe('what leaves', () => {
  it.each(Object.keys(FORMS))('[R122] %s asks the one rule', (form) => {
    fc.assert(
      fc.property(several, (statements) => {
        const words = FORMS[form]!(shownOf(statements));
        for (const [index, one] of statements.entries())
          if (!isTold(one)) expect(words).not.toContain(`Uitspraak-${index}q`);
        for (const apart of new Set(statements.map((one) => one.apart)))
          if (!statements.some((one) => one.apart === apart && isTold(one)))
            expect(words).not.toContain(`Plek-${apart}q`);
      }),
      { numRuns: 8 },
    );
  });

  it.each(editions)('[R72] %s (%s) tells nothing of those whose words stay', (document, language) => {
    fc.assert(
      fc.property(several, (statements) => {
        const snapshot = shownOf(statements);
        const words = wordsOf(snapshot, document, language).join('\n');
        for (const [index, one] of statements.entries())
          expect(words.includes(`Uitspraak-${index}q`), String(index)).toBe(isTold(one));
        for (const [, told] of words.matchAll(/\((\d+) (?:bewoners?|residents?)\)/g))
          expect(Number(told)).toBeGreaterThanOrEqual(THRESHOLD);
        const known = statements.filter(isTold);
        if (!known.some(({ lane }) => lane === 'professional')) expect(words).not.toMatch(/professionals \(school\)/);
        if (known.length === 0) expect(words).not.toMatch(/17 (maart|March) 2026/);
        for (const cell of snapshot.coincidence) {
          const here = known.filter(({ apart }) => cell.label === `Plek-${apart}q`);
          const residents = here.filter(({ lane }) => lane === 'resident').map(({ people }) => people);
          const organisations = here.some(({ lane }) => lane === 'professional') ? 1 : 0;
          expect(cell.sources).toBe(organisations + Math.max(0, ...residents));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('[R122] the programme report counts in its themes what leaves, and nothing else', () => {
    fc.assert(
      fc.property(several, (statements) => {
        const state = toldState(statements);
        const source = { id: 't', state, template, districtName: 'Nieuw-West' };
        const { trajectories } = buildProgramme([source], '2026-06-01T09:00:00.000Z');
        expect(trajectories[0]!.themes.reduce((sum, theme) => sum + theme.statements, 0)).toBe(
          statements.filter(isTold).length,
        );
        const html = renderHtml(composeProgramme({ asOf: '2026-06-01T09:00:00.000Z', trajectories }, 'nl'));
        expect(html).not.toMatch(/Uitspraak-|Plek-/);
      }),
      { numRuns: 20 },
    );
  });
});

/** Three organisations at a square and at a school; two residents behind a path, in cards as many as they like. */
const small: readonly ToldStatement[] = [
  { lane: 'professional', people: 1, agreed: true, apart: 0 },
  { lane: 'professional', people: 1, agreed: true, apart: 0 },
  { lane: 'professional', people: 1, agreed: true, apart: 1 },
  { lane: 'resident', people: 2, agreed: true, apart: 4 },
];

it.each(['shared-picture', 'resident-edition'] as const)(
  '[R123] %s: three organisations come out readable, two residents in no form, the print included',
  async (document) => {
    const snapshot = shownOf(small);
    const { body } = await renderDocument({ snapshot, document, language: 'nl', format: 'pdf' });
    const pdf = readAloud(body)
      .map(({ text }) => text)
      .join('\n');
    for (const words of [pdf, FORMS[`${document} nl`]!(snapshot)]) {
      for (const index of [0, 1, 2]) expect(words).toContain(`Uitspraak-${index}q`);
      expect(words).toContain('Plek-0q');
      expect(words).toContain('Plek-1q');
      expect(words).toMatch(/minder dan 5 bewoners/);
    }
    expect(FORMS[`${document} geojson`]!(snapshot)).toContain('Plek-0q');
    expect(FORMS[`${document} nl xlsx`]!(snapshot)).toContain('Plek-1q');
    for (const words of [pdf, ...Object.values(FORMS).map((form) => form(snapshot))])
      expect(words).not.toMatch(/Uitspraak-3q|Plek-4q/);
  },
);

it('[R124] no numbers, put together over forms, languages and versions, give how many stand behind what stays', () => {
  fc.assert(
    fc.property(several, several, fc.integer({ min: 1, max: THRESHOLD - 1 }), (first, more, people) => {
      for (const statements of [first, [...first, ...more], more]) {
        const state = toldState(statements);
        const contents = toldContents(statements);
        // the same with other numbers behind all that stays: whatever the forms tell, it tells nothing of these
        const others = Object.fromEntries(
          Object.entries(state.statements).map(([id, one], index) => {
            if (isTold(statements[index]!)) return [id, one];
            const behind =
              one.lane === 'resident' ? { residents: people, atPlace: 0 } : { organisationIds: ['agreed', 'silent'] };
            return [id, { ...one, behind }];
          }),
        );
        const [shown, otherwise] = [
          snapshotOf(state, contents),
          snapshotOf({ ...state, statements: others }, contents),
        ];
        for (const form of Object.values(FORMS)) expect(form(otherwise)).toBe(form(shown));
      }
    }),
    { numRuns: 5 },
  );
});
