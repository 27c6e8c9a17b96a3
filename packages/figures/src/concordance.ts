import type { Figure } from './figure.ts';

/** One area that merely got another code. */
export interface Successor {
  readonly from: string;
  readonly to: string;
}

/** Figures under their new codes, and the old codes for which there is none. */
export interface Recoded {
  readonly figures: readonly Figure[];
  readonly unmatched: readonly string[];
}

/**
 * Carries figures of neighbourhoods over to newer codes, only where one neighbourhood became one other. Areas that were
 * split or joined are left out and listed: their figures are about other streets. Municipalities keep their code;
 * wijken are left out without being listed, since a wijk of the same name may have other borders.
 */
export function recode(figures: Iterable<Figure>, successors: readonly Successor[]): Recoded {
  const bySource = Map.groupBy(successors, ({ from }) => from);
  const byTarget = Map.groupBy(successors, ({ to }) => to);
  const unmatched = new Set<string>();
  const recoded: Figure[] = [];
  for (const figure of figures) {
    if (!figure.areaCode.startsWith('BU')) {
      if (!figure.areaCode.startsWith('WK')) recoded.push(figure);
      continue;
    }
    const [only, ...more] = bySource.get(figure.areaCode) ?? [];
    if (only && more.length === 0 && byTarget.get(only.to)!.length === 1)
      recoded.push({ ...figure, areaCode: only.to });
    else unmatched.add(figure.areaCode);
  }
  return { figures: recoded, unmatched: [...unmatched].sort() };
}
