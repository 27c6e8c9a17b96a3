/**
 * Whom the credit of a source names, or the credits of several with a semicolon between them, without the word that each
 * begins with: where a label says already that it is one.
 */
export const creditedTo = (credit: string): string => credit.replace(/(^|; )(?:bron|source)\s*:\s*/gi, '$1');
