import { describe, expect, it } from 'vitest';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import { wordsOf } from '../fixtures/words-of.testing.ts';
import type { ReportSnapshot } from '../snapshot.ts';

const chosen = await slotermeerSnapshot();
const drawnAround = (count: number): ReportSnapshot => ({
  ...chosen,
  area: { ...chosen.area!, drawn: true, neighbourhoods: chosen.area!.neighbourhoods.slice(0, count) },
});
const names = chosen.area!.neighbourhoods.map(({ name }) => name);

describe('[R133] an area whose border was drawn', () => {
  it.each(['shared-picture', 'plan', 'resident-edition', 'profile'] as const)(
    'says in the %s of which whole neighbourhoods its figures are, in page, print and tables',
    (document) => {
      const wanted = {
        nl: `De grens van dit gebied is getekend. De cijfers gaan over hele buurten: ${names.slice(0, 2).join(', ')}.`,
        en: `The border of this area was drawn. The figures are of whole neighbourhoods: ${names.slice(0, 2).join(', ')}.`,
      };
      for (const language of ['nl', 'en'] as const) {
        const tables = (snapshot: ReportSnapshot): string =>
          sheets(toSpreadsheet(snapshot, document, language).body).join('\n');
        const sentence = wanted[language];
        expect(wordsOf(drawnAround(2), document, language)).toContain(sentence);
        expect(tables(drawnAround(2))).toContain(sentence);
        expect(wordsOf(chosen, document, language).join('\n')).not.toMatch(/getekend|was drawn/);
        expect(tables(chosen)).not.toMatch(/getekend|was drawn/);
      }
    },
  );

  it('has its words in the singular where it lies in one', () => {
    expect(wordsOf(drawnAround(1), 'profile', 'nl')).toContain(
      `De grens van dit gebied is getekend. De cijfers gaan over een hele buurt: ${names[0]}.`,
    );
  });
});
