import type { Indicator } from './catalogue/indicator.ts';
import type { Figure, FigureStatus } from './figure.ts';
import type { FigureTable } from './figure-table.ts';
import { isOfOneSource } from './of-one-source.ts';

/**
 * A figure of one or several areas, or why there is none. `derived` tells that it was computed from parts, and `coverage`
 * that it is an estimate: a weighted mean, with the share of the areas whose figure is in it, 0–1. `withheld`: what is
 * published was made of other counts than those that stand beside it, and cannot be computed of these.
 */
export interface Compared {
  readonly value: number | null;
  readonly status: FigureStatus | 'too_few' | 'not_combined' | 'withheld';
  readonly derived: boolean;
  readonly coverage?: number;
}

/** What came of combining, and what it was made of. */
export interface Combined {
  readonly compared: Compared;
  /** Figures that are in the value; none where there is none. */
  readonly made: readonly Figure[];
  /** Figures that decide how much each of a mean counts. */
  readonly weights: readonly Figure[];
}

/** Areas of which an indicator is combined. */
interface Asked {
  readonly table: FigureTable;
  readonly codes: readonly string[];
  readonly year: number;
  /** Areas that are exactly these. */
  readonly whole: readonly string[];
}

/** Share of the weight that has to be known before a mean of several areas is shown. */
const COVERAGE = 0.8;

const without = (status: Compared['status']): Combined => ({
  compared: { value: null, derived: false, status },
  made: [],
  weights: [],
});
const asPublished = (figure: Figure): Combined => ({
  compared: { value: figure.value, status: figure.status, derived: false },
  made: figure.value === null ? [] : [figure],
  weights: [],
});
const computed = (value: number, made: readonly Figure[]): Combined => ({
  compared: { value, status: 'present', derived: true },
  made,
  weights: [],
});

/** As {@link combinedOf}, without what it was made of. */
export function combine(
  table: FigureTable,
  indicator: Indicator,
  codes: readonly string[],
  year: number,
  whole: readonly string[] = [],
): Compared {
  return combinedOf(table, indicator, codes, year, whole).compared;
}

/**
 * Combines one indicator over areas, or gives what is published of one that is exactly all of them. What is missing, secret
 * or too small is never filled in: a sum and a quotient need all parts, a mean the parts that carry at least 80 % of the
 * weight (and a known weight for as many of the parts), and a rate a minimum of its denominator. What is published stands
 * only beside counts of the same source: beside others it is computed of those, or withheld.
 *
 * @param whole areas that are exactly these
 */
export function combinedOf(
  table: FigureTable,
  indicator: Indicator,
  codes: readonly string[],
  year: number,
  whole: readonly string[] = [],
): Combined {
  const { combine: rule } = indicator;
  const asked = { table, codes, year, whole };
  if (rule.by === 'rate') return rate(rule, asked);
  const found = published(indicator, asked);
  if (found) return found;
  // of nothing there is no figure, and no zero
  if (codes.length <= 1) return without('missing');
  const parts = codes.map((code) => table.get(indicator.id, code, year));
  if (rule.by === 'none') return without(parts.some((part) => part?.value != null) ? 'not_combined' : 'missing');
  if (rule.by === 'sum') {
    const known = parts.filter((part) => part?.value != null) as Figure[];
    if (known.length < codes.length) return without(known.length === 0 ? 'missing' : 'not_combined');
    return computed(sumOf(known), known);
  }
  if (rule.by === 'quotient') return quotient(rule, asked) ?? without('not_combined');
  const fitting = parts.map((part, at) =>
    part?.value == null || isOfOneSource(table, indicator, part, [codes[at]!]) ? part : undefined,
  );
  return weightedMean(rule.weight, fitting, asked);
}

/** What is published of the whole, or of the only area; undefined where nothing is, also where it was of other counts. */
function published(indicator: Indicator, asked: Asked): Combined | undefined {
  const { table, codes, year, whole } = asked;
  const only = codes.length === 1 ? table.get(indicator.id, codes[0]!, year) : undefined;
  const figure = table.publishedOf(indicator.id, whole, year) ?? only;
  if (!figure) return undefined;
  if (figure.value === null || isOfOneSource(table, indicator, figure, codes, whole)) return asPublished(figure);
  const { combine: rule } = indicator;
  return (rule.by === 'quotient' ? quotient(rule, asked) : undefined) ?? without('withheld');
}

const sumOf = (figures: readonly Figure[]): number => figures.reduce((sum, { value }) => sum + value!, 0);

function weightedMean(weight: string, parts: readonly (Figure | undefined)[], { table, codes, year }: Asked): Combined {
  let [sum, known, all, unweighted] = [0, 0, 0, 0];
  const [made, weights]: [Figure[], Figure[]] = [[], []];
  for (const [index, code] of codes.entries()) {
    const share = table.latest(weight, code, year);
    const part = parts[index];
    if (share?.value == null) {
      // hardly anyone lives where the weight is kept secret, but many such parts could still tilt the mean
      if (part?.value != null) unweighted += 1;
      continue;
    }
    all += share.value;
    if (part?.value == null) continue;
    known += share.value;
    sum += part.value * share.value;
    made.push(part);
    weights.push(share);
  }
  if (known === 0) return without('missing');
  if (known < COVERAGE * all || unweighted > (1 - COVERAGE) * codes.length) return without('not_combined');
  const coverage = made.length / codes.length;
  return { compared: { value: sum / known, status: 'present', derived: true, coverage }, made, weights };
}

type Get = (indicatorId: string, code: string) => Figure | undefined;

/** The very figures that stand beside it: what is published of the whole, where it is, or those of all parts. */
function totalOf(id: string, { codes, whole }: Asked, get: Get): readonly Figure[] | undefined {
  const one = whole.map((code) => get(id, code)).find((figure) => figure?.value != null);
  if (one) return [one];
  const found = codes.map((code) => get(id, code));
  return found.every((figure) => figure?.value != null) ? (found as Figure[]) : undefined;
}

/** Sizes barely change, so that of the nearest year counts; undefined where a part is not known. */
function quotient(rule: Extract<Indicator['combine'], { by: 'quotient' }>, asked: Asked): Combined | undefined {
  const { table, year } = asked;
  const counted = totalOf(rule.numerator, asked, (id, code) => table.get(id, code, year));
  const by = totalOf(rule.denominator, asked, (id, code) => table.latest(id, code, year));
  if (!counted || !by || sumOf(by) === 0) return undefined;
  return computed((sumOf(counted) / sumOf(by)) * rule.per, [...counted, ...by]);
}

function rate(rule: Extract<Indicator['combine'], { by: 'rate' }>, asked: Asked): Combined {
  const get: Get = (id, code) => asked.table.get(id, code, asked.year);
  const [counted, by] = [totalOf(rule.numerator, asked, get), totalOf(rule.denominator, asked, get)];
  if (!counted || !by) return without('missing');
  if (sumOf(by) < rule.minimum) return without('too_few');
  return computed((sumOf(counted) / sumOf(by)) * rule.per, [...counted, ...by]);
}
