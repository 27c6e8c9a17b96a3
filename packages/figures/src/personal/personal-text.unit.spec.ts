import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABOUT_NOBODY, ABOUT_SOMEBODY } from './corpus.testing.ts';
import { firstName } from './names.ts';
import { personalSpans, screened } from './personal-text.ts';
import { Reading } from './reading.ts';

const wordsIn = (text: string): string[] => personalSpans(text).map((span) => span.text);

describe('words about somebody', () => {
  it.each(ABOUT_SOMEBODY)('[K46] are found in "%s"', (sentence, ...words) => {
    expect(wordsIn(sentence)).toEqual(words);
    for (const { start, end, text } of personalSpans(sentence)) expect(sentence.slice(start, end)).toBe(text);
  });

  it.each([
    ['meneer Jansen, nr. 12', ['person', 'house_number']],
    ['Bel mevrouw de Vries op 06-12345678', ['person', 'phone']],
    ['mail naar jan@voorbeeld.nl', ['email']],
    ['bsn 111222333', ['citizen_number']],
    ['op 1064 AB 12 is het onrustig', ['postcode']],
  ])('[P4] are told by their kind in "%s"', (text, kinds) => {
    expect(personalSpans(text).map((span) => span.kind)).toEqual(kinds);
  });
});

describe('words about nobody', () => {
  it.each(ABOUT_NOBODY)('[K47] raise no alarm: "%s"', (sentence) => {
    expect(wordsIn(sentence)).toEqual([]);
  });
});

it('[K46] [K47] of the corpus nearly all is found, and nearly nothing else', () => {
  const found = ABOUT_SOMEBODY.map(([sentence, ...words]) => ({ words, seen: wordsIn(sentence) }));
  const wanted = found.reduce((sum, { words }) => sum + words.length, 0);
  const right = found.reduce((sum, { words, seen }) => sum + words.filter((word) => seen.includes(word)).length, 0);
  const told = found.reduce((sum, { seen }) => sum + seen.length, 0) + ABOUT_NOBODY.flatMap(wordsIn).length;
  console.info(
    `personal words: recall ${right}/${wanted}, precision ${right}/${told}, ${ABOUT_NOBODY.length} sentences about nobody`,
  );
  expect(right / wanted).toBeGreaterThan(0.95);
  expect(right / told).toBeGreaterThan(0.95);
});

describe('[K48] the screen goes through a text in steps that grow with its length', () => {
  const stepsFor = (text: string): number => {
    const reading = new Reading(text);
    screened(reading);
    return reading.steps;
  };
  const PIECES = [
    "a|A|jan |Jan |van |de |'|’t |-|.|@|a@b.|J.|mevrouw |Kerkstraat |straat|السيد |محمد ",
    '0|06 |12 |nul |zes |nr. |\n| |,|+31 |1064 AB |٠',
  ];
  const pieces = fc.constantFrom(...PIECES.join('|').split('|'));

  it('whatever stands in it, over and over', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 50, max: 400 }),
        (unit, times) => {
          const text = unit.join('').repeat(times);
          expect(stepsFor(text)).toBeLessThan(400 * text.length);
          expect(stepsFor(text + text)).toBeLessThan(2.2 * stepsFor(text) + 2_000);
        },
      ),
    );
  });

  it('and so through a word of five thousand letters, whose letters are read once', () => {
    for (const letter of ['a', 'straat', 'A', 'é', 'jan-', "o'"]) {
      const word = letter.repeat(5_000);
      expect(stepsFor(word)).toBeLessThan(2 * word.length + 100);
      expect(wordsIn(word)).toEqual([]);
    }
  });
});

it('[K46] the lists hold what their README says', () => {
  expect(firstName('fatima')).toEqual({ sense: 'name', isFrequent: true });
  expect(firstName('roos')).toMatchObject({ sense: 'word' });
  expect(firstName('speeltuin')).toBeUndefined();
});
