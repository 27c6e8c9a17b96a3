import type { ComparedIn } from './kept-profile.ts';

/** Whether the area has a figure of an indicator in that very year. */
export function hasFigure(of: ComparedIn, id: string, year: number): boolean {
  const found = of(year).get(id);
  return found?.year === year && found.area.value !== null;
}

/**
 * Chosen indicators that stand in another year once the figures of a trajectory are others, each with that year: one that
 * stood at its newest goes on to a newer one, and one of which the figure went (its delivery was put back) goes to the newest
 * that there is. One that somebody put in an earlier year stays there; so does one that has no figure in any year.
 */
export function yearsAfter(
  before: ComparedIn,
  after: ComparedIn,
  chosen: Readonly<Record<string, { readonly year: number }>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([id, { year }]) => {
      const newest = after(undefined).get(id);
      if (!newest || newest.year === year || newest.area.value === null) return [];
      const isGone = !newest.years.includes(year) || (hasFigure(before, id, year) && !hasFigure(after, id, year));
      if (isGone) return [[id, newest.year] as const];
      // one that stood in an earlier year stands there because somebody wanted it to
      const stoodNewest = before(undefined).get(id)?.year === year;
      return newest.year > year && stoodNewest ? [[id, newest.year] as const] : [];
    }),
  );
}
