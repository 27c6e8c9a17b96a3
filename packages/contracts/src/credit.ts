/** Whom the credit of a source names, without the word that it begins with: where a label says already that it is one. */
export const creditedTo = (credit: string): string => credit.replace(/^(?:bron|source)\s*:\s*/i, '');
