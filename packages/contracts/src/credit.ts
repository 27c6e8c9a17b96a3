/**
 * Whom the credit of a source names, or the credits of several with a semicolon between them, without the word that each
 * begins with: where a label says already that it is one.
 */
export const creditedTo = (credit: string): string => credit.replace(/(^|; )(?:bron|source)\s*:\s*/gi, '$1');

/** The credits of a figure in one line, each with the number of its table. */
export const creditsWithTables = (
  sources: readonly { readonly credit: string; readonly table: string | null }[],
): string =>
  [...new Set(sources.map(({ credit, table }) => [creditedTo(credit), table].filter(Boolean).join(', ')))].join('; ');
