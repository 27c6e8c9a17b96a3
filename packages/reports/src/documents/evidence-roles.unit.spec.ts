import { isMeeting } from '@buurtbalans/geo';
import { describe, expect, it } from 'vitest';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { snapshotOf, toldContents, toldState } from '../fixtures/told-state.testing.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import { textsOf, wordsOf } from '../fixtures/words-of.testing.ts';
import { compose } from './compose.ts';

describe('what stands behind a finding, and beside it', async () => {
  const snapshot = await slotermeerSnapshot();

  it.each([
    ['confirmed', 'Waar dit op steunt', true],
    ['contradicted', 'Cijfers die dit weerspreken', false],
    ['not_testable', 'Cijfers die ernaast staan', false],
    [null, 'Cijfers die ernaast staan', false],
  ] as const)('[R102] a figure of a finding that is %s stands under “%s”', async (verdict, title, bearsOut) => {
    const [finding, ...others] = snapshot.findings;
    const { blocks } = compose(
      await slotermeerSnapshot({ findings: [{ ...finding!, verdict }, ...others] }),
      'shared-picture',
      'nl',
    );
    const [indicatorId] = finding!.indicatorIds;
    const name = snapshot.indicators.find((one) => one.indicatorId === indicatorId)!.name.nl;
    const from = blocks.findIndex((block) => block.kind === 'heading' && block.text.startsWith('Bevinding 1'));
    const to = blocks.findIndex((block, index) => index > from && block.kind === 'heading');
    const parts = blocks.slice(from, to);
    const at = parts.findIndex((block) => block.kind === 'list' && textsOf(block).some((text) => text.includes(name)));
    const titles = parts.slice(0, at).flatMap((block) => (block.kind === 'paragraph' ? textsOf(block) : []));
    expect(titles.at(-1)).toBe(title);
    const claim = parts.find(
      (block) => block.kind === 'paragraph' && block.runs.some(({ anchor }) => anchor === 'finding-1'),
    );
    const [mark] = textsOf(parts[at]!).flatMap((text) => (text.includes(name) ? (/\[\d+\]/.exec(text) ?? []) : []));
    expect(textsOf(claim!).join().includes(mark!)).toBe(bearsOut);
  });

  it.each(['confirmed', 'contradicted'] as const)(
    '[R170] a figure without a value is no evidence of a finding that is %s, in any form',
    (verdict) => {
      const [known, other] = snapshot.indicators.filter(({ area }) => area.value !== null);
      const empty = { ...other!, area: { value: null, status: 'missing' as const } };
      const told = [{ lane: 'resident' as const, people: 9, agreed: true, apart: 0 }];
      const state = toldState(told);
      const indicators = Object.fromEntries(
        [known!, empty].map(({ indicatorId, theme, year }) => [indicatorId, { theme, year, comment: null }]),
      );
      const of = (...figures: (typeof snapshot.indicators)[number][]) => {
        const checked = { verdict, note: 's0', indicatorIds: figures.map(({ indicatorId }) => indicatorId) };
        const findings = { f0: { ...state.findings['f0']!, ...checked } };
        return snapshotOf({ ...state, indicators, findings }, toldContents(told), [known!, empty]);
      };
      const bare = of(empty);
      expect(bare.findings).toMatchObject([{ verdict: null, note: null }]);
      for (const kind of ['shared-picture', 'plan', 'resident-edition'] as const) {
        const words = wordsOf(bare, kind, 'nl').join('\n');
        expect(words).not.toMatch(/bevestigd|weersproken|laten dit ook zien|laten iets anders zien/u);
      }
      const both = of(known!, empty);
      const words = wordsOf(both, 'shared-picture', 'nl').join('\n');
      expect(words).toMatch(new RegExp(`Cijfers die ernaast staan\n[^\n]*${empty.name.nl}: ontbreekt`, 'u'));
      expect(words.match(/Getoetst aan cijfers: .*/u)![0].match(/\[\d+\]/gu)).toHaveLength(1);
      expect(sheets(toSpreadsheet(both, 'shared-picture', 'nl').body)[0]).not.toContain(empty.name.nl);
      expect(wordsOf(both, 'resident-edition', 'nl').join('\n')).not.toContain('ontbreekt');
    },
  );

  it('[R102] what was said and no finding uses is listed, and of what few said nothing but the lane', async () => {
    expect(wordsOf(snapshot, 'shared-picture', 'nl')).not.toContain('Wat verder werd gezegd');
    const left = {
      ...snapshot.statements[0]!,
      id: 'left',
      text: 'Er rijden veel scooters.',
      heldOn: '2026-05-03T17:00:00.000Z',
    };
    const words = async (isFew: boolean): Promise<string> =>
      wordsOf(
        await slotermeerSnapshot({
          statements: [
            ...snapshot.statements,
            { ...left, isFew, ...(isFew && { text: '', heldOn: null, organisationType: null }) },
          ],
        }),
        'shared-picture',
        'nl',
      ).join('\n');
    expect(await words(false)).toMatch(/Wat verder werd gezegd\n.*geen bevinding[^]*“Er rijden veel scooters.”/);
    expect(await words(true)).toMatch(/Wat verder werd gezegd\n.*geen bevinding[^]*zonder hun woorden/);
  });

  it('[R103] people behind one statement, and a finding that rests on it, are no coincidence; two statements at one place are', async () => {
    const cell = {
      statements: 1,
      sources: 9,
      themes: ['youth' as const],
      lanes: ['resident' as const],
      findings: [1],
      figures: [],
    };
    expect(isMeeting(cell)).toBe(false);
    // one who speaks twice is no more than one
    expect(isMeeting({ ...cell, statements: 2, sources: 1 })).toBe(false);
    for (const more of [{ statements: 2 }, { findings: [1, 2] }, { figures: ['youth.one'] }])
      expect(isMeeting({ ...cell, ...more })).toBe(true);
    expect(isMeeting({ ...cell, lanes: ['resident', 'professional'] })).toBe(true);
  });
});
