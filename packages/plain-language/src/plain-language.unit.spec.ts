import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceOn } from './advice.ts';
import { difficultWords } from './difficult-words.ts';
import { measure, PLAIN_FROM, syllablesOf } from './measure.ts';
import { sentencesOf, wordsOf } from './sentences.ts';

describe('measuring', () => {
  it('[R76] counts syllables by sounds', () => {
    const words: Record<string, number> = {
      buurt: 1,
      bewoner: 3,
      leefbaarheid: 3,
      ieuw: 1,
      nieuwe: 2,
      zee: 1,
      zeeën: 2,
      coördinatie: 5,
      bijna: 2,
      mooie: 2,
      theater: 3,
      '1.000': 1,
      schreeuwt: 1,
    };
    for (const [word, count] of Object.entries(words)) expect([word, syllablesOf(word)]).toEqual([word, count]);
    expect(['here', 'table', 'homes', 'people', 'year'].map((word) => syllablesOf(word, 'en'))).toEqual([
      1, 2, 1, 2, 1,
    ]);
  });

  it('[R76] follows the formula of Flesch-Douma', () => {
    // 8 words, 2 sentences, 12 syllables: 206.84 − 0.93 × 4 − 77 × 1.5
    const found = measure('Wij wonen hier graag. Buren groeten hun buren.');
    expect(found).toMatchObject({ sentences: 2, words: 8, syllables: 12 });
    expect(found.score).toBeCloseTo(206.84 - 0.93 * 4 - 77 * 1.5, 6);
    expect(measure('').score).toBeNull();
  });

  it('[R76] tells plain text from official text', () => {
    const plain =
      'We hoorden dat het plein in de avond niet fijn is. Veel mensen lopen dan liever om. Wij gaan daar iets aan doen.';
    const official =
      'Teneinde de leefbaarheidsproblematiek integraal te adresseren, wordt in gezamenlijkheid met ketenpartners een uitvoeringsprogramma geïmplementeerd.';
    expect(measure(plain).score).toBeGreaterThan(PLAIN_FROM + 10);
    expect(measure(official).score).toBeLessThan(20);
  });

  it('ends sentences at their marks, and not after an abbreviation or within a number', () => {
    expect(sentencesOf('Er wonen 1.250 mensen, o.a. jongeren. Hoeveel precies? Dat weten we niet')).toEqual([
      'Er wonen 1.250 mensen, o.a. jongeren.',
      'Hoeveel precies?',
      'Dat weten we niet',
    ]);
    expect(wordsOf('’s avonds, op 1 mei: 12,5 %')).toEqual(['s', 'avonds', 'op', '1', 'mei', '12,5']);
  });

  it('answers for any text, and a longer sentence of the same words is never easier', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { score } = measure(text);
        expect(score === null || Number.isFinite(score)).toBe(true);
        expect(adviceOn(text).long.every(({ words }) => words > 15)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        (count) =>
          void expect(measure(`${'woord '.repeat(count)}.`).score!).toBeGreaterThan(
            measure(`${'woord '.repeat(count + 1)}.`).score!,
          ),
      ),
    );
  });
});

describe('advice', () => {
  it('[R77] names long sentences, and difficult words with a plainer one, in their forms and as expressions', () => {
    const advice = adviceOn(
      'Teneinde de sociale cohesie te bevorderen, doen wij met betrekking tot de bewoners uit de hele buurt een oproep. Dat is relevante informatie.',
    );
    expect(advice.long).toEqual([{ text: expect.stringMatching(/^Teneinde .* oproep\.$/), words: 19 }]);
    expect(advice.difficult).toEqual([
      { word: 'Teneinde', instead: 'om' },
      { word: 'sociale cohesie', instead: 'hoe buren met elkaar omgaan' },
      { word: 'bevorderen', instead: 'beter maken, helpen' },
      { word: 'met betrekking tot', instead: 'over' },
      { word: 'relevante', instead: 'belangrijk' },
    ]);
    expect(adviceOn('Wij wonen hier graag.')).toEqual({ long: [], difficult: [], isHard: false });
  });

  it('[R77] knows at least 120 words, in lower case, with an answer that is none of them', () => {
    const words = Object.keys(difficultWords);
    expect(words.length).toBeGreaterThanOrEqual(120);
    expect(words.filter((word) => word !== word.toLowerCase())).toEqual([]);
    expect(Object.entries(difficultWords).filter(([, instead]) => adviceOn(instead).difficult.length > 0)).toEqual([]);
  });
});
