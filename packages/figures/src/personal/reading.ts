import { fold } from './fold.ts';

/** A word, a number or a sign of a text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign';
  readonly text: string;
  /** As names and words are looked up; empty for what is too long to be one. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** What stands before it: nothing, blanks, or a line end. */
  readonly gap: 'none' | 'blank' | 'line';
  /** Here a sentence begins, so that a capital says nothing. */
  readonly opens: boolean;
}

// each sign is looked at by one branch, so that reading goes through a text once
const TOKENS =
  /(?<word>['’][tsn](?![\p{L}\p{M}])|\p{L}[\p{L}\p{M}\u00ad]*(?:['’ʼ-][\p{L}\p{M}]+)*)|(?<number>\p{Nd}+)|(?<blank>\s+)|[^\p{L}\p{Nd}\s]/gu;
/** No name is longer. */
const LONGEST = 40;
const ENDS = /[.!?:;•·▪■›→"“”„«»()؟]/;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let gap: Token['gap'] = 'line';
  let opens = true;
  for (const match of text.matchAll(TOKENS)) {
    const { word, number, blank } = match.groups!;
    if (blank !== undefined) {
      gap = blank.includes('\n') || gap === 'line' ? 'line' : 'blank';
      if (gap === 'line') opens = true;
      continue;
    }
    const kind = word !== undefined ? 'word' : number !== undefined ? 'number' : 'sign';
    const [whole] = match;
    const folded = kind === 'sign' || whole.length > LONGEST ? '' : fold(whole.replaceAll('\u00ad', ''));
    tokens.push({ kind, text: whole, folded, start: match.index, end: match.index + whole.length, gap, opens });
    gap = 'none';
    opens = kind === 'sign' && (opens || ENDS.test(whole));
  }
  return tokens;
}

/** A text as tokens, which counts how often one of them is looked at: so that a test can hold it to its length. */
export class Reading {
  readonly text: string;
  readonly #tokens: readonly Token[];
  steps = 0;

  constructor(text: string) {
    this.text = text;
    this.#tokens = tokensOf(text);
    this.steps = this.#tokens.length;
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** The token at a position; undefined beyond the ends. */
  at(index: number): Token | undefined {
    this.steps += 1;
    return this.#tokens[index];
  }

  /** The word at a position, if it follows on the same line. */
  word(index: number): Token | undefined {
    const token = this.at(index);
    return token?.kind === 'word' && token.gap !== 'line' ? token : undefined;
  }

  sign(index: number): string | undefined {
    const token = this.at(index);
    return token?.kind === 'sign' ? token.text : undefined;
  }
}

/** Whether a word begins with a capital. */
export const isCapital = ({ text }: Token): boolean => /^['’]?\p{Lu}/u.test(text);
