import { randomInt } from 'node:crypto';

/** Letters and digits that nobody confuses when reading aloud or copying from a letter: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const SIGNS = 'ACDEFGHJKMNPQRTWXY34679';
const LENGTH = 6;

/** A new join code of six signs: 148 million possibilities. */
export function newSessionCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** A code as somebody typed it, without spaces and in capitals. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
