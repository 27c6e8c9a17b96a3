/** Abbreviations whose full stop ends no sentence. */
const SHORTENED =
  /\b(?:bijv|bv|o\.a|m\.b\.t|t\.b\.v|i\.v\.m|d\.m\.v|t\.a\.v|a\.d\.h\.v|enz|etc|nr|dhr|mevr|ca|max|min|e\.g|i\.e|mr|mrs)\.$/i;

/** The sentences of a text: they end with a mark, or with the line. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let begun = '';
  for (const piece of text.split(/(?<=[.!?…][”"’')\]]*)\s+|\n+/u)) {
    begun = begun === '' ? piece : `${begun} ${piece}`;
    if (SHORTENED.test(piece)) continue;
    sentences.push(begun);
    begun = '';
  }
  return [...sentences, begun].map((sentence) => sentence.trim()).filter((sentence) => wordsOf(sentence).length > 0);
}

/** The words of a text; a number is a word, marks are none. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.,:'’‑-][\p{L}\p{N}]+)*/gu) ?? [];
}
