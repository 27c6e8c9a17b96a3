import { randomInt } from 'node:crypto';

/** Letters and digits that nobody confuses when reading aloud or copying from a letter: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const SIGNS = 'ACDEFGHJKMNPQRTWXY34679';
/** So long that nobody guesses one of a thousand meetings at any speed at which they can be tried (ADR 44). */
const LENGTH = 13;

/** A new join code of thirteen signs: 5 × 10¹⁷ possibilities. */
export function newSessionCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** A code as somebody typed it, without spaces and in capitals. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
