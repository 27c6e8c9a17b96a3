import type { Indicator } from './catalogue/indicator.ts';
import { combine } from './combine.ts';
import type { FigureTable } from './figure-table.ts';

/** Years in a row that may be joined by a line. */
export type TrendSegment = readonly { readonly year: number; readonly value: number }[];

/** An area whose border in `year` is not comparable with the year before (the publisher's change code 3). */
export interface BoundaryBreak {
  readonly areaCode: string;
  readonly year: number;
}

/** A trend in pieces, oldest first, and the years in which the borders changed, for the explanation beside it. */
export interface Trend {
  readonly segments: readonly TrendSegment[];
  readonly brokenIn: readonly number[];
}

/** The values of one or several areas over the years; no line runs across a change of borders or a year without a value. */
export function trendOf(
  table: FigureTable,
  indicator: Indicator,
  codes: readonly string[],
  breaks: readonly BoundaryBreak[],
): Trend {
  const source = indicator.combine.by === 'rate' ? indicator.combine.numerator : indicator.id;
  const years = table.years(source).toReversed();
  const changed = new Set(breaks.filter(({ areaCode }) => codes.includes(areaCode)).map(({ year }) => year));
  const segments: { year: number; value: number }[][] = [];
  let before: number | undefined;
  for (const year of years) {
    const { value } = combine(table, indicator, codes, year);
    const since = before;
    before = value === null ? undefined : year;
    if (value === null) continue;
    const crosses = since === undefined || [...changed].some((moment) => moment > since && moment <= year);
    if (crosses) segments.push([]);
    segments.at(-1)!.push({ year, value });
  }
  const span = segments.flat().map(({ year }) => year);
  return {
    segments,
    brokenIn: [...changed].filter((year) => year > span[0]! && year <= span.at(-1)!).sort((one, other) => one - other),
  };
}
