import { difficultWords } from './difficult-words.ts';
import { LONGEST_SENTENCE, measure, PLAIN_FROM } from './measure.ts';
import { sentencesOf, wordsOf } from './sentences.ts';

/** A sentence that is long, with its number of words. */
export interface LongSentence {
  readonly text: string;
  readonly words: number;
}

/** A word that many people do not know, and a plainer one. */
export interface WordAdvice {
  readonly word: string;
  readonly instead: string;
}

/** What can be written more plainly in a Dutch text. */
export interface Advice {
  readonly long: readonly LongSentence[];
  readonly difficult: readonly WordAdvice[];
  /** Whether words and sentences are long as a whole; told of a text with enough words only. */
  readonly isHard: boolean;
}

/** Fewer words measure too little to judge a text as a whole. */
const ENOUGH_WORDS = 25;

/** Pieces of at most four words, longest first, so that an expression is found before a word in it. */
const LONGEST_EXPRESSION = 4;

/** What can be written more plainly. It helps who writes, and forbids nothing. */
export function adviceOn(text: string): Advice {
  const { score, words } = measure(text);
  return {
    long: sentencesOf(text).flatMap((sentence) => {
      const count = wordsOf(sentence).length;
      return count > LONGEST_SENTENCE ? [{ text: sentence, words: count }] : [];
    }),
    difficult: difficultIn(text),
    isHard: score !== null && words >= ENOUGH_WORDS && score < PLAIN_FROM,
  };
}

function difficultIn(text: string): WordAdvice[] {
  const words = wordsOf(text);
  const found = new Map<string, WordAdvice>();
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(LONGEST_EXPRESSION, words.length - at); length > 0; length -= 1) {
      const word = words.slice(at, at + length).join(' ');
      const instead = insteadOf(word.toLowerCase());
      if (instead === undefined) continue;
      found.set(word.toLowerCase(), { word, instead });
      at += length - 1;
      break;
    }
  }
  return [...found.values()];
}

/** A plainer word, also for a form of a difficult one: its plural, or with an e behind it. */
function insteadOf(word: string): string | undefined {
  for (const form of [word, word.replace(/e$/, ''), word.replace(/s$/, ''), word.replace(/en$/, '')]) {
    if (Object.hasOwn(difficultWords, form)) return difficultWords[form];
  }
  return undefined;
}
