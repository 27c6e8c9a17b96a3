import { adviceOn, LONGEST_SENTENCE, measure, PLAIN_FROM, sentencesOf, wordsOf } from '@buurtbalans/plain-language';
import { describe, expect, it } from 'vitest';
import { indicators } from './indicators.ts';

describe('plain words of the catalogue', () => {
  it.each(indicators.map((indicator) => [indicator.id, indicator] as const))(
    '[R78] %s is explained in short sentences without difficult words',
    (_id, { plain }) => {
      expect(adviceOn(plain.nl)).toMatchObject({ long: [], difficult: [] });
      for (const language of ['nl', 'en'] as const) {
        expect(plain[language]).toMatch(/^\p{Lu}.*\.$/u);
        for (const sentence of sentencesOf(plain[language]))
          expect(wordsOf(sentence).length).toBeLessThanOrEqual(LONGEST_SENTENCE);
      }
    },
  );

  it.each(['nl', 'en'] as const)('[R78] as a whole they are plain (%s)', (language) => {
    expect(new Set(indicators.map(({ plain }) => plain[language])).size).toBe(indicators.length);
    expect(measure(indicators.map(({ plain }) => plain[language]).join('\n'), language).score).toBeGreaterThan(
      PLAIN_FROM,
    );
  });
});
