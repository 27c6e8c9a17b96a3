/** Line ends of Windows, Word and PowerPoint (vertical tab, line and paragraph separators), and page ends. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Signs without a form or a meaning in a text: control characters but tab and line end. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;
/** Half of a character that takes two units, as a broken keyboard or a cut leaves it. */
const HALVES = /\p{Surrogate}/gu;
/** What Word writes as places in its Symbol and Wingdings fonts, which nobody else can show. */
const OF_WORD: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf0a8': '•',
  '\uf06e': '■',
  '\uf0d8': '›',
  '\uf0e0': '→',
  '\uf0e8': '→',
  '\uf0df': '←',
  '\uf0fc': '✓',
  '\uf0fb': '✗',
  '\uf04a': '☺',
  '\uf02d': '-',
  '\uf020': ' ',
};
const WORD = new RegExp(`[${Object.keys(OF_WORD).join('')}]`, 'g');

/**
 * A text as it can be stored, shown and printed: line ends as `\n`, letters with their marks in one (NFC), bullets and
 * arrows of Word as the signs that they look like; a control character becomes a space, half a character goes.
 */
export function mendText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(WORD, (sign) => OF_WORD[sign]!)
    .replace(CONTROLS, ' ')
    .replace(HALVES, '')
    .normalize('NFC');
}

/** What nobody reads is taken as it was typed. */
const AS_IT_IS = new Set(['password']);

/** What JSON can be parsed to; a stream that is still to be read leads on to all that there is. */
const isParsed = (value: unknown): boolean =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as typeof Object.prototype | null));

/** Mends every text of a parsed body, in place, however deep; keys stay, and so does what is no parsed JSON. Gives the body. */
export function mendTexts(body: unknown): unknown {
  if (typeof body === 'string') return mendText(body);
  const waiting: unknown[] = [body];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isParsed(next)) continue;
    const holder = next as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      if (typeof value === 'object') waiting.push(value);
      else if (typeof value === 'string' && !AS_IT_IS.has(key)) holder[key] = mendText(value);
    }
  }
  return body;
}
