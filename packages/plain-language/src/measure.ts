import { sentencesOf, wordsOf } from './sentences.ts';

/** Languages for which there is a measure. */
export type PlainLanguage = 'nl' | 'en';

/** What a text measures. */
export interface Measure {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  /** 100 is very easy, 0 very hard; it can lie outside. Null for a text without words. */
  readonly score: number | null;
}

/** From this score on a text counts as plain: "normal" in Douma's table, where easier texts come after it. */
export const PLAIN_FROM = 60;
/** Words that a sentence has at most to count as short. */
export const LONGEST_SENTENCE = 15;

/**
 * Reading ease = constant − `sentence` × words a sentence − `syllable` × syllables a word.
 *
 * Dutch: Flesch-Douma, W.H. Douma, De leesbaarheid van landbouwbladen, Landbouwhogeschool Wageningen 1960
 * (206.84 − 0.93 × words a sentence − 0.77 × syllables in a hundred words). English: R. Flesch, A new readability
 * yardstick, Journal of Applied Psychology 32, 1948. Both look at length alone: a short word may be hard, and a text of a
 * few sentences measures little. They help who writes, and prove no language level.
 */
const FORMULA: Readonly<
  Record<PlainLanguage, { readonly constant: number; readonly sentence: number; readonly syllable: number }>
> = {
  nl: { constant: 206.84, sentence: 0.93, syllable: 77 },
  en: { constant: 206.835, sentence: 1.015, syllable: 84.6 },
};

const VOWELS: Readonly<Record<PlainLanguage, RegExp>> = {
  // sounds of several letters first; a letter with two dots begins a syllable of its own
  nl: /aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáàâäéèêëíìîïóòôöúùûü]/g,
  en: /[aeiouy]+/g,
};

/** Syllables of a word, counted by its vowels; a number counts as one. */
export function syllablesOf(word: string, language: PlainLanguage = 'nl'): number {
  const letters = word.toLowerCase().normalize('NFC');
  // an English e at the end is seldom heard
  const heard = language === 'en' && letters.length > 3 ? letters.replace(/([^l])e$|([^aeiou])es$/, '$1$2') : letters;
  return Math.max(1, heard.match(VOWELS[language])?.length ?? 0);
}

/** Measures a text. */
export function measure(text: string, language: PlainLanguage = 'nl'): Measure {
  const sentences = sentencesOf(text).length;
  const words = wordsOf(text);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0);
  const { constant, sentence, syllable } = FORMULA[language];
  const score =
    words.length === 0
      ? null
      : constant - sentence * (words.length / sentences) - syllable * (syllables / words.length);
  return { sentences, words: words.length, syllables, score };
}
