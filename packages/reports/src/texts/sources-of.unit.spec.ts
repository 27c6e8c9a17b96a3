import { type Comparison, indicatorById, ownFigures, shownFigure, sources } from '@buurtbalans/figures';
import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { wordsOf } from '../fixtures/words-of.testing.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import { creditWithTables, sourcesOf } from './sources-of.ts';

const own = (what: 'cijfers' | 'grenzen', title: string | null, role: string | null) =>
  ownFigures({ what, title, role, organisation: role && 'Gemeente Voorbeeld', day: '2026-11-30' });
const of = (value: number) => ({ value, status: 'present', derived: false }) as const;
const comparison: Comparison = {
  indicator: indicatorById('housing.rental')!,
  year: 2024,
  years: [2024],
  area: of(61.5),
  district: of(50),
  city: of(52),
  sources: [own('cijfers', null, 'research_adviser'), sources['kwb-2024']!],
  release: null,
  deliveries: [],
};
const shown = shownFigure(comparison);

async function withOwn(): Promise<ReportSnapshot> {
  const plain = await slotermeerSnapshot();
  return { ...plain, indicators: plain.indicators.map((one) => ({ ...one, source: shown.source })) };
}

describe('sources of a figure', () => {
  it('[P35] each has its own table, address and licence: a municipality’s own figures have none of another', async () => {
    expect(sourcesOf(shown, 'nl')).toEqual([
      expect.objectContaining({ title: 'Eigen cijfers van de gemeente', table: null, licence: '', address: null }),
      expect.objectContaining({
        table: '85984NED',
        licence: 'CC BY 4.0',
        address: expect.stringContaining('85984NED'),
      }),
    ]);
    expect(creditWithTables(shown, 'nl')).toMatch(/op 30 november 2026; CBS StatLine, 85984NED$/);
    const snapshot = await withOwn();
    for (const document of ['shared-picture', 'profile', 'plan'] as const) {
      const words = wordsOf(snapshot, document, 'nl').join('\n');
      expect(words).not.toMatch(/2026, CC BY|, \.|2026; Bron:/);
    }
    expect(wordsOf(snapshot, 'profile', 'nl').join('\n')).toContain('Bron: CBS StatLine (85984NED), CC BY 4.0.');
  });

  it('[P36] a document in English credits a municipality’s own figures in English', async () => {
    const snapshot = await withOwn();
    const words = wordsOf(snapshot, 'profile', 'en').join('\n');
    expect(words).toContain(
      'the municipality’s own figures, brought by the research adviser of Gemeente Voorbeeld on 30 November 2026',
    );
    expect(words).not.toMatch(/eigen cijfers|aangeleverd|Bron:/i);
    const credits = [own('cijfers', 'Woononderzoek', null), own('grenzen', null, 'administrator')].map(
      (source) => sourcesOf(shownFigure({ ...comparison, sources: [source] }), 'en')[0]!.credit,
    );
    expect(credits).toEqual([
      'Source: Woononderzoek, according to whoever brought these figures and not verified, brought by whoever runs the product on 30 November 2026',
      'Source: the municipality’s own borders, brought by the administrator of Gemeente Voorbeeld on 30 November 2026',
    ]);
  });
});
