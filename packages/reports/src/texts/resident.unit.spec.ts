import { adviceOn, LONGEST_SENTENCE, measure, PLAIN_FROM, sentencesOf, wordsOf } from '@buurtbalans/plain-language';
import { describe, expect, it } from 'vitest';
import { writingOf } from './format.ts';

/** Every fixed text that a resident edition can show, with something filled in where it waits for it. */
function fixedTexts(language: 'nl' | 'en'): string[] {
  const { texts } = writingOf(language);
  const filled = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String((value as (...words: string[]) => string)('3', '5', '2'))];
    return [];
  };
  const { resident, evidence } = texts;
  const around = [
    texts.noFindings,
    texts.noFigures,
    texts.noGaps,
    texts.invented,
    texts.concept,
    texts.firstVersion,
    texts.noChanges,
    texts.mapCaption('Slotermeer'),
    texts.mapAlt('Slotermeer', 3, null),
  ];
  return [...Object.values(resident), ...Object.values(evidence), ...around].flatMap(filled).map((text) => text.trim());
}

describe('fixed texts of the resident edition', () => {
  it('[R79] have no difficult word and no long sentence', () => {
    const texts = fixedTexts('nl');
    expect(texts.length).toBeGreaterThan(35);
    expect(texts.flatMap((text) => adviceOn(text).difficult)).toEqual([]);
    for (const language of ['nl', 'en'] as const) {
      expect(
        fixedTexts(language)
          .flatMap(sentencesOf)
          .filter((sentence) => wordsOf(sentence).length > LONGEST_SENTENCE),
      ).toEqual([]);
    }
  });

  it.each(['nl', 'en'] as const)('[R79] are plain as a whole (%s)', (language) => {
    expect(measure(fixedTexts(language).join('\n'), language).score).toBeGreaterThan(PLAIN_FROM);
  });
});
