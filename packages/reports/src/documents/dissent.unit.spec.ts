import { describe, expect, it } from 'vitest';
import { composeChanges } from '../data/changes.ts';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { textsOf, wordsOf } from '../fixtures/words-of.testing.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import type { ReportSnapshot } from '../snapshot.ts';

const plain = await slotermeerSnapshot();
const nobody = { dissent: [], findings: plain.findings.map((finding) => ({ ...finding, dissent: [] })) };
const view = { organisation: 'Woningcorporatie De Dageraad', text: 'Wij zien het anders.' };
const SAID = {
  nobody: 'Niemand meldde dat.',
  open: 'De ronde over wie het anders ziet, is nog niet afgerond.',
};
/** Every form of a picture or plan that can say something about dissent, with the other as what it was before. */
const formsOf = (snapshot: ReportSnapshot, kind: 'shared-picture' | 'plan'): Record<string, string> => ({
  document: wordsOf(snapshot, kind, 'nl').join('\n'),
  spreadsheet: sheets(toSpreadsheet(snapshot, kind, 'nl').body).join('\n'),
});
const changesOf = (before: ReportSnapshot, after: ReportSnapshot, kind: 'shared-picture' | 'plan'): string[] =>
  composeChanges(before, after, kind, 'nl').blocks.flatMap(textsOf);

describe.each(['shared-picture', 'plan'] as const)('what a %s says about who sees it differently', (kind) => {
  it.each([
    ['nobody, all asked', nobody, true, { nobody: true, open: false }],
    ['nobody, not all asked', nobody, false, { nobody: false, open: true }],
    ['a finding, all asked', {}, true, { nobody: false, open: false }],
    ['a finding, not all asked', {}, false, { nobody: false, open: true }],
    ['the whole, all asked', { ...nobody, dissent: [view] }, true, { nobody: false, open: false }],
    ['the whole, not all asked', { ...nobody, dissent: [view] }, false, { nobody: false, open: true }],
  ] as const)('[R140] is the same in each form: %s', (_about, change, dissentConcluded, said) => {
    const snapshot = { ...plain, ...change, dissentConcluded };
    for (const [form, words] of Object.entries(formsOf(snapshot, kind))) {
      for (const which of ['nobody', 'open'] as const)
        expect([form, which, words.includes(SAID[which])]).toEqual([form, which, said[which]]);
      // that it is over is known; whom somebody asked is not
      expect(words).not.toMatch(/is gevraagd of zij het anders|nog niet gevraagd/u);
    }
  });

  it('[R140] is told as gone only where it stood, and as unchanged where it stands', () => {
    const open = { ...plain, dissentConcluded: false };
    const more = { ...open, dissent: [view] };
    const lines = changesOf(open, more, kind).join('\n');
    expect(lines).toContain(`Nieuw: ${view.organisation}: ${view.text}`);
    expect(lines).not.toContain('Vervallen');
    // dissent on a finding stood before, so nobody said that there was none
    const later = changesOf({ ...plain, dissentConcluded: true }, { ...plain, dissent: [view] }, kind).join('\n');
    expect(later).not.toContain(SAID.nobody);
    // one finding more is no reason to call the others gone
    const [one, ...others] = plain.findings;
    const elsewhere = changesOf(plain, { ...plain, findings: [{ ...one!, dissent: [view] }, ...others] }, kind).join(
      '\n',
    );
    expect(elsewhere).toContain('Gewijzigd: Iemand ziet het anders bij de bevindingen 1, 2.');
    expect(elsewhere).not.toContain('Vervallen');
    const first = changesOf({ ...plain, ...nobody }, plain, kind).join('\n');
    expect(first).toContain(`Vervallen: De ronde over wie het anders ziet, is afgerond. ${SAID.nobody}`);
  });

  it('[R141] stands in its spreadsheet: who, about what, and in which words', () => {
    const table = sheets(toSpreadsheet({ ...plain, dissent: [view] }, kind, 'nl').body).find((xml) =>
      xml.includes('Wat zij zeggen'),
    )!;
    const cells = [...table.matchAll(/<t xml:space="preserve">([^<]*)</g)].map(([, text]) => text);
    expect(cells.slice(3, 9)).toEqual([
      view.organisation,
      'het geheel',
      view.text,
      'Politie Nieuw-West',
      'bevinding 2',
      'Wij zien het wel.',
    ]);
  });
});

it('[R141] residents have none of it in theirs', () => {
  const all = sheets(toSpreadsheet({ ...plain, dissent: [view] }, 'resident-edition', 'nl').body).join('\n');
  expect(all).not.toMatch(/anders ziet|zien het anders|zien het wel/);
});

it('[R144] what moved was moved: dissent whose finding is gone, and a statement in or out of a finding', () => {
  const [one, two, three] = plain.findings;
  const without = { ...plain, findings: [one!, three!], dissent: two!.dissent };
  const gone = changesOf(plain, without, 'shared-picture');
  expect(gone.join('\n')).toContain(
    'Verplaatst: Politie Nieuw-West: Wij zien het wel. (eerst: bevinding 2; nu: Wie het anders ziet)',
  );
  expect(gone.join('\n')).not.toMatch(/(Nieuw|Vervallen): Politie/);
  const left = { ...plain.statements[0]!, id: 'left', text: 'Er rijden scooters.' };
  const unused = { ...plain, statements: [...plain.statements, left] };
  const used = { ...unused, findings: [{ ...one!, statements: [...one!.statements, left] }, two!, three!] };
  expect(changesOf(unused, used, 'shared-picture').join('\n')).toContain(
    'Verplaatst: “Er rijden scooters.” (eerst: Wat verder werd gezegd; nu: bevinding 1)',
  );
  expect(changesOf(used, unused, 'shared-picture').join('\n')).toContain(
    'Verplaatst: “Er rijden scooters.” (eerst: bevinding 1; nu: Wat verder werd gezegd)',
  );
});
