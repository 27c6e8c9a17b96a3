import { describe, expect, it } from 'vitest';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { snapshotOf, toldContents, toldState } from '../fixtures/told-state.testing.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import { wordsOf } from '../fixtures/words-of.testing.ts';
import { list, paragraph, table } from '../model.ts';
import { definitionOf } from '../render/pdf/definition.ts';
import { renderHtml } from '../render/render-html.ts';
import { furniture } from '../texts/furniture.ts';
import { compose } from './compose.ts';

const plain = await slotermeerSnapshot();
const [finding, ...others] = plain.findings;

describe('what residents told', () => {
  it.each([
    [2, 'Uit wat bewoners vertelden, staan 2 stukken in dit beeld.'],
    [1, 'Uit wat bewoners vertelden, staat 1 stuk in dit beeld.'],
    [0, 'Van wat bewoners vertelden, staan de woorden niet in dit beeld.'],
  ])('[R142] is counted by what stands there in words: %i', (shown, sentence) => {
    const all = [7, 8, 3].map((people, apart) => ({
      lane: 'resident' as const,
      people: apart < shown ? Math.max(people, 5) : Math.min(people, 4),
      agreed: true,
      apart,
    }));
    const words = wordsOf(snapshotOf(toldState(all), toldContents(all)), 'resident-edition', 'nl').join('\n');
    expect(words).toContain(sentence);
    expect(new Set(words.match(/Uitspraak-\dq/g)).size).toBe(shown);
  });

  it('[R142] and no finding uses is not counted where it does not stand', () => {
    const left = ['x', 'y'].map((id) => ({ ...plain.statements[1]!, id, text: 'Er rijden scooters.' }));
    const words = wordsOf({ ...plain, statements: [...plain.statements, ...left] }, 'resident-edition', 'nl').join(
      '\n',
    );
    expect(words).not.toContain('Er rijden scooters.');
    expect(words).toContain('staan 2 stukken in dit beeld');
  });
});

it('[R143] a lane of which no words leave any more is named as that, beside a coincidence of what does', () => {
  const told = (agreed: boolean) => {
    const all = [
      { lane: 'professional' as const, people: 1, agreed, apart: 0 },
      ...[7, 8].map((people) => ({ lane: 'resident' as const, people, agreed: true, apart: 0 })),
    ];
    const state = toldState(all);
    const [id, first] = Object.entries(state.findings)[0]!;
    return snapshotOf(
      { ...state, findings: { [id]: { ...first, statementIds: ['s0', 's1', 's2'] } } },
      toldContents(all),
    );
  };
  expect(wordsOf(told(true), 'shared-picture', 'nl').join('\n')).toContain('Gehoord bij: professionals, bewoners');
  const withdrawn = told(false);
  const words = wordsOf(withdrawn, 'shared-picture', 'nl').join('\n');
  expect(words).toContain('Gehoord bij: professionals (zonder hun woorden), bewoners');
  expect(withdrawn.coincidence.map(({ lanes }) => lanes)).toEqual([['resident']]);
  expect(words).toContain('Van wat is verteld, telt hier alleen wat met woorden en plek in dit beeld staat.');
  expect(sheets(toSpreadsheet(withdrawn, 'plan', 'nl').body).join()).toContain(
    'professionals (zonder hun woorden), bewoners',
  );
});

it('[R146] a comment that was written about another figure explains none in a document', () => {
  const figure = plain.indicators.find(({ area }) => area.value !== null);
  const told = [{ lane: 'resident' as const, people: 9, agreed: true, apart: 0 }];
  const [state, contents] = [toldState(told), toldContents(told)];
  const { indicatorId, theme, year } = figure!;
  const words = (outdated: boolean): string => {
    const indicators = { [indicatorId]: { theme, year, comment: 's0', ...(outdated && { outdated }) } };
    return wordsOf(snapshotOf({ ...state, indicators }, contents, [figure!]), 'profile', 'nl').join('\n');
  };
  expect(words(false)).toContain('Uitspraak-0q');
  expect(words(true)).not.toContain('Uitspraak-0q');
});

describe('words that stand where there is nothing', () => {
  it('[R148] sources follow what was said about them: none hang after a check that was not done', () => {
    const of = (verdict: 'confirmed' | 'not_testable' | null, note: string): string =>
      wordsOf({ ...plain, findings: [{ ...finding!, verdict, note }, ...others] }, 'shared-picture', 'nl').find(
        (text) => text.startsWith('Getoetst aan cijfers'),
      )!;
    expect(of(null, '')).toBe('Getoetst aan cijfers: niet getoetst.');
    expect(of('not_testable', '')).toBe('Getoetst aan cijfers: niet te toetsen met cijfers.');
    expect(of('confirmed', '')).toMatch(/^Getoetst aan cijfers: bevestigd door de cijfers\. \[\d+\]$/);
    expect(of('not_testable', 'Het cijfer is te oud.')).toMatch(/cijfers\. Het cijfer is te oud\. \[\d+\]$/);
  });

  it('[R148] a result, owner or day of an action that is missing is missing, in print and spreadsheet', () => {
    const bare = { ...plain, actions: [{ ...plain.actions[0]!, result: null, owner: null, due: null }] };
    expect(wordsOf(bare, 'plan', 'nl')).toContainEqual(
      expect.stringContaining('ontbreekt nog · ontbreekt nog · ontbreekt nog'),
    );
    expect(sheets(toSpreadsheet(bare, 'plan', 'nl').body)[0]!.match(/ontbreekt nog/g)).toHaveLength(3);
  });

  it.each([
    ['nl', 'Verklaringen van'],
    ['en', 'Statements of'],
  ] as const)('[R148] a profile speaks of no statements (%s)', (language, words) => {
    expect(wordsOf(plain, 'profile', language).join('\n')).not.toContain(words);
    for (const kind of ['shared-picture', 'plan'] as const)
      expect(wordsOf(plain, kind, language).join('\n')).toContain(words);
  });
});

it('[R147] what was written in lines stands in lines, in HTML and in print; a heading is one', () => {
  const text = 'Wij missen:\r\n- licht\n- banken';
  const lines = 'Wij missen:\n- licht\n- banken';
  const dissent = [{ organisation: 'Gemeente', text }];
  const document = compose({ ...plain, dissent }, 'plan', 'nl');
  expect(renderHtml(document)).toContain(`Gemeente: </strong>${lines}</li>`);
  expect(renderHtml(document)).toContain('p,li,th,td{white-space:pre-line}');
  // print breaks a line at its sign, and reads the words on both sides apart
  expect(JSON.stringify(definitionOf(document, furniture.nl).content)).toContain(
    JSON.stringify(lines.replaceAll('\n', ' \n')).slice(1, -1),
  );
  expect([paragraph(text), list([text]), table('t', ['a'], [[text]])]).toMatchObject([
    { runs: [{ text: lines }] },
    { items: [[{ text: lines }]] },
    { rows: [[lines]] },
  ]);
  const titled = { ...plain, findings: [{ ...finding!, title: 'Licht\nen donker' }, ...others] };
  expect(compose(titled, 'plan', 'nl').blocks).toContainEqual(
    expect.objectContaining({ kind: 'heading', text: 'Bevinding 1: Licht en donker' }),
  );
});
