import { describe, expect, it } from 'vitest';
import { buildSnapshot } from '../build-snapshot.ts';
import { AREA, SESSION, snapshotOf, template, toldContents, toldState } from '../fixtures/told-state.testing.ts';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import { compose } from './compose.ts';
import { wordsOf } from '../fixtures/words-of.testing.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';

const resident = { lane: 'resident' as const, people: 9, agreed: true, apart: 0 };
const professional = { lane: 'professional' as const, people: 1, agreed: true, apart: 1 };
const BOTH = /los van elkaar|apart verzameld/u;

describe('who was heard', () => {
  it.each([
    ['both', [resident, professional], BOTH],
    ['residents alone', [resident], /Bewoners vertelden wat zij zien\. Van professionals staat hier niets\./u],
    ['professionals alone', [professional], /Professionals vertelden wat zij zien\. Van bewoners staat hier niets\./u],
    ['nobody', [], /Bewoners en professionals vertelden hiervoor niets\./u],
  ] as const)('[R171] is said as it was: %s', (_who, told, sentence) => {
    const snapshot = snapshotOf(toldState(told), toldContents(told));
    const edition = wordsOf(snapshot, 'resident-edition', 'nl').join('\n');
    expect(edition).toMatch(sentence);
    const documents = (['shared-picture', 'plan', 'resident-edition'] as const).map((kind) =>
      wordsOf(snapshot, kind, 'nl').join('\n'),
    );
    for (const words of documents) if (told.length < 2) expect(words).not.toMatch(BOTH);
    const lanes = told.map(({ lane }) => lane as string);
    if (!lanes.includes('resident')) expect(edition).not.toMatch(/uw verhaal|Van wat bewoners|Uit wat bewoners/u);
    if (lanes.length === 0) for (const words of documents) expect(words).not.toMatch(/we hoorden|Verklaringen van/u);
    const count = lanes.includes('professional') ? 1 : 0;
    expect(documents[0]).toContain(
      `Organisaties in de alliantie: 2. Daarvan staan achter een uitspraak met woorden in dit beeld: ${count}.`,
    );
  });

  it('[R171] what figures contradict and nobody told is not called told', async () => {
    const plain = await slotermeerSnapshot();
    const words = wordsOf({ ...plain, findings: [plain.findings[1]!] }, 'shared-picture', 'nl').join('\n');
    expect(words).toContain('De cijfers zeggen iets anders dan deze bevinding.');
  });

  it.each([
    ['four-professional-sessions', 0, 'ten minste 4 sessies met professionals; het zijn er 0. De reden: Er was haast.'],
    ['one-resident-meeting', 0, 'ten minste 1 bijeenkomst met bewoners; het zijn er 0. De reden: Er was haast.'],
    ['six-professional-sessions', 7, 'ten hoogste 6 sessies met professionals; het zijn er 7. De reden: Er was haast.'],
  ])('[R173] a condition that was waived is named with its reason: %s', (guardId, planned, said) => {
    const state = toldState([]);
    const sessions = Object.fromEntries(
      Array.from({ length: planned }, (_, number) => [`${number}`, { ...state.sessions[SESSION]!, number }]),
    );
    const of = (usedAt?: string) => {
      const waiver = { at: '2026-05-01T09:00:00.000Z', reason: 'why', ...(usedAt && { usedAt }) };
      const contents = new Map([...toldContents([]), ['why', 'Er was haast.']]);
      return snapshotOf({ ...state, sessions, waivers: { [guardId]: waiver } }, contents);
    };
    for (const kind of ['shared-picture', 'plan'] as const) {
      expect(wordsOf(of('2026-05-02T09:00:00.000Z'), kind, 'nl').join('\n')).toContain(said);
      expect(wordsOf(of(), kind, 'nl').join('\n')).not.toContain('afgeweken');
    }
  });

  it.each([
    ['shared-picture', 'Concept: versie 1 van het gedeeld beeld geldt niet meer.'],
    ['resident-edition', 'Concept: versie 1 van het gedeeld beeld geldt niet meer.'],
    ['plan', 'Dit plan is een concept.'],
  ] as const)(
    '[R175] a concept after a version that was approved says so, and what took that back: %s',
    async (kind, mark) => {
      const plain = await slotermeerSnapshot();
      const lapsed = {
        number: 1,
        approvedOn: '2026-05-20T09:00:00.000Z',
        until: '2026-05-28T09:00:00.000Z',
        by: 'dissent' as const,
      };
      const snapshot = { ...plain, picture: { ...plain.picture, approvedOn: null }, lapsed };
      const said =
        'Versie 1 is vastgesteld op 20 mei 2026. Dat verviel op 28 mei 2026, omdat een organisatie het anders ziet.';
      const { marks } = compose(snapshot, kind, 'nl');
      const words = [...marks, ...wordsOf(snapshot, kind, 'nl')].join('\n');
      expect(words).toContain(mark);
      expect(words).toContain(said);
      expect(words).not.toContain('nog niet vastgesteld');
      expect(sheets(toSpreadsheet(snapshot, kind, 'nl').body).join()).toContain(said);
    },
  );

  it('[R174] an organisation that joins after the approval stands in no document of it', () => {
    const approved = toldState([]);
    const later = {
      name: 'Kerk',
      type: 'other' as const,
      ring: 'ring' as const,
      commitment: { status: 'none' as const },
    };
    const snapshot = buildSnapshot({
      trajectoryId: 't',
      state: { ...approved, organisations: { ...approved.organisations, later } },
      approved,
      contents: new Map([['area', JSON.stringify(AREA)]]),
      template,
      at: '2026-06-01T09:00:00.000Z',
      districtName: 'Nieuw-West',
      neighbourhoods: [],
      parks: [],
      figures: [],
      sessionId: null,
    });
    const words = wordsOf(snapshot, 'shared-picture', 'nl').join('\n');
    expect(words).toContain('Organisaties in de alliantie: 2.');
    expect(words).not.toContain('Kerk');
  });
});
