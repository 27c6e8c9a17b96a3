import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { wordsOf } from '../fixtures/words-of.testing.ts';
import type { ReportSnapshot } from '../snapshot.ts';

const DOCUMENTS = ['shared-picture', 'resident-edition', 'plan', 'profile'] as const;

/** With one of everything. */
async function single(): Promise<ReportSnapshot> {
  const plain = await slotermeerSnapshot();
  const [finding] = plain.findings;
  const [statement] = finding!.statements;
  const one = { ...statement!, lane: 'resident' as const, sources: 1 };
  return {
    ...plain,
    threshold: 1,
    statements: [one],
    findings: [{ ...finding!, statements: [one], dissent: [{ organisation: 'Politie', text: 'Nee.' }] }],
    coincidence: plain.coincidence.slice(0, 1),
    organisations: plain.organisations.slice(0, 1),
    actions: [],
    gaps: [],
  };
}

describe('words of documents', () => {
  it.each(['nl', 'en'] as const)('[R113] one of something has its word in the singular (%s)', async (language) => {
    const snapshot = await single();
    const words = DOCUMENTS.flatMap((document) => wordsOf(snapshot, document, language)).join('\n');
    const wrong =
      language === 'nl'
        ? /(?<![\d.,])1 (bevindingen|bronnen|vakken|stukken|organisaties|uitspraken|antwoorden|werden)|werden dat 1 |staan 1 /
        : /(?<![\d.,])1 (findings|sources|cells|pieces|organisations|statements|answers|were)|they became 1 |were 1 /;
    expect(words.match(wrong)).toBeNull();
    expect(words).toMatch(language === 'nl' ? /1 bevinding\b/ : /1 finding\b/);
  });

  it('[R113] nobody who takes part was asked, and it says so', async () => {
    const snapshot = { ...(await single()), organisations: [] };
    expect(wordsOf(snapshot, 'plan', 'nl').join('\n')).not.toContain('0 organisaties');
  });

  it('[R115] a credit is named as a source once', async () => {
    const snapshot = await slotermeerSnapshot();
    for (const language of ['nl', 'en'] as const) {
      const words = DOCUMENTS.flatMap((document) => wordsOf(snapshot, document, language)).join('\n');
      expect(words).not.toMatch(/(Bron|Source)(?: \d+)?: [^\n]*\((?:Bron|Source):|Bron: Bron|\d{4}, Bron:/);
      // neither is the second of several, where a label says already that they are sources
      expect(words).not.toMatch(/\([^)\n]*; Bron: /);
    }
  });

  it('[R111] a view that differs on one finding is named where it says who sees it differently', async () => {
    const asked = await slotermeerSnapshot({ dissentConcluded: true });
    const words = (snapshot: ReportSnapshot): string => wordsOf(snapshot, 'shared-picture', 'nl').join('\n');
    expect(words(asked)).toContain('Iemand ziet het anders bij bevinding 2. De woorden staan daar.');
    expect(words(asked)).not.toContain('Niemand meldde dat');
    const open = words({ ...asked, dissentConcluded: false });
    expect(open).toContain('Iemand ziet het anders bij bevinding 2.');
    expect(open).toContain('De ronde over wie het anders ziet, is nog niet afgerond.');
    const none = { ...asked, findings: asked.findings.map((finding) => ({ ...finding, dissent: [] })) };
    expect(words(none)).toContain('Niemand meldde dat.');
  });
});
