export { adviceOn, type Advice, type LongSentence, type WordAdvice } from './advice.ts';
export { difficultWords } from './difficult-words.ts';
export { LONGEST_SENTENCE, measure, type Measure, type PlainLanguage, PLAIN_FROM, syllablesOf } from './measure.ts';
export { sentencesOf, wordsOf } from './sentences.ts';
