import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { partsOf } from './parts-of.ts';

const DOCUMENTS = ['shared-picture', 'resident-edition', 'plan', 'profile'] as const;

describe('parts of a document', async () => {
  const snapshot = await slotermeerSnapshot();
  const named = (of: typeof snapshot, document: (typeof DOCUMENTS)[number]) =>
    new Map(partsOf(of, document, 'nl').map(({ id, lines }) => [id, lines]));

  it.each(DOCUMENTS)(
    '[R116] of a %s have names that fit into a reaction, each its own, alike in both languages',
    (document) => {
      const ids = partsOf(snapshot, document, 'nl').map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(60);
      expect(partsOf(snapshot, document, 'en').map(({ id }) => id)).toEqual(ids);
    },
  );

  it.each(DOCUMENTS.slice(0, 3))('[R116] of a %s keep their names whatever comes and goes around them', (document) => {
    const before = named(snapshot, document);
    const [first, ...others] = snapshot.findings;
    const after = named(
      {
        ...snapshot,
        indicators: snapshot.indicators.slice(3),
        organisations: [],
        statements: [],
        picture: { number: 0, approvedOn: null, changes: null },
        findings: others,
        actions: [],
      },
      document,
    );
    for (const { id, text } of others) {
      expect(before.get(`${id}.text`)).toEqual([text]);
      expect(after.get(`${id}.text`)).toEqual([text]);
      expect(after.has(`${id}.check`)).toBe(true);
    }
    expect([...after.keys()].filter((id) => id.startsWith(`${first!.id}.`))).toEqual([]);
    // what an earlier version named by its place in a row is nothing today, rather than something else
    expect(after.has('part-5')).toBe(false);
  });
});
