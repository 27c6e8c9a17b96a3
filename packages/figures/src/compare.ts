import type { Indicator } from './catalogue/indicator.ts';
import { indicators } from './catalogue/indicators.ts';
import { type Source, sources } from './catalogue/sources.ts';
import type { Figure, FigureStatus } from './figure.ts';

/**
 * A figure of one or several areas, or why there is none. `derived` tells that it was computed from parts, and `coverage`
 * that it is an estimate: a weighted mean, with the share of the areas whose figure is in it, 0–1.
 */
export interface Compared {
  readonly value: number | null;
  readonly status: FigureStatus | 'too_few' | 'not_combined';
  readonly derived: boolean;
  readonly coverage?: number;
}

/** One indicator for a neighbourhood beside its district and city, in the latest year in which the neighbourhood has a value. */
export interface Comparison {
  readonly indicator: Indicator;
  readonly year: number;
  readonly years: readonly number[];
  readonly area: Compared;
  readonly district: Compared;
  readonly city: Compared;
  /** Where the figures of the neighbourhood come from, and of what stands beside it, each once; the neighbourhood's first. */
  readonly sources: readonly Source[];
  /** The release that its figures came with; null when the file did not tell. */
  readonly release: string | null;
}

/** Which areas are compared, by code. */
export interface ComparedAreas {
  readonly area: readonly string[];
  /** Codes of areas that are exactly those neighbourhoods, such as their wijk: what is published of one is not computed. */
  readonly areaWhole?: readonly string[];
  readonly district: readonly string[];
  readonly districtWhole?: readonly string[];
  /** Empty where the municipality is not known; it then has no figures. */
  readonly city: string;
}

/** Share of the weight that has to be known before a mean of several areas is shown. */
const COVERAGE = 0.8;
const NONE = { value: null, derived: false } as const;

/** Figures by indicator, area and year. */
export class FigureTable {
  readonly #figures = new Map<string, Figure>();
  readonly #years = new Map<string, Set<number>>();

  constructor(figures: Iterable<Figure>) {
    for (const figure of figures) {
      this.#figures.set(`${figure.indicatorId} ${figure.areaCode} ${figure.year}`, figure);
      const years = this.#years.get(figure.indicatorId) ?? new Set();
      this.#years.set(figure.indicatorId, years.add(figure.year));
    }
  }

  get(indicatorId: string, areaCode: string, year: number): Figure | undefined {
    return this.#figures.get(`${indicatorId} ${areaCode} ${year}`);
  }

  years(indicatorId: string): number[] {
    return [...(this.#years.get(indicatorId) ?? [])].sort((one, other) => other - one);
  }
}

/**
 * Combines one indicator over areas, or gives what is published of one that is exactly all of them. What is missing, secret
 * or too small is never filled in: a sum and a quotient need all parts, a mean the parts that carry at least 80 % of the
 * weight (and a known weight for as many of the parts), and a rate a minimum of its denominator.
 *
 * @param whole areas that are exactly these
 */
export function combine(
  table: FigureTable,
  indicator: Indicator,
  codes: readonly string[],
  year: number,
  whole: readonly string[] = [],
): Compared {
  const published = publishedOf(table, indicator.id, whole, year);
  if (published) return { value: published.value, status: published.status, derived: false };
  if (indicator.combine.by === 'rate') return rate(table, indicator.combine, codes, year, whole);
  // of nothing there is no figure, and no zero
  if (codes.length === 0) return { ...NONE, status: 'missing' };
  const parts = codes.map((code) => table.get(indicator.id, code, year));
  const [first] = parts;
  if (codes.length === 1)
    return first ? { value: first.value, status: first.status, derived: false } : { ...NONE, status: 'missing' };
  if (indicator.combine.by === 'none')
    return { ...NONE, status: parts.some((part) => part?.value != null) ? 'not_combined' : 'missing' };
  if (indicator.combine.by === 'sum') {
    const values = parts.flatMap((part) => (part?.value == null ? [] : [part.value]));
    if (values.length < codes.length) return { ...NONE, status: values.length === 0 ? 'missing' : 'not_combined' };
    return { value: values.reduce((sum, value) => sum + value, 0), status: 'present', derived: true };
  }
  if (indicator.combine.by === 'quotient') return quotient(table, indicator.combine, codes, year);
  return weightedMean(table, indicator.combine.weight, codes, parts, year);
}

function publishedOf(table: FigureTable, id: string, whole: readonly string[], year: number): Figure | undefined {
  return whole.map((code) => table.get(id, code, year)).find((figure) => figure?.value != null);
}

function weightedMean(
  table: FigureTable,
  weight: string,
  codes: readonly string[],
  parts: readonly (Figure | undefined)[],
  year: number,
): Compared {
  let [sum, known, all, unweighted, used] = [0, 0, 0, 0, 0];
  for (const [index, code] of codes.entries()) {
    const share = latest(table, weight, code, year)?.value;
    const value = parts[index]?.value;
    if (share == null) {
      // hardly anyone lives where the weight is kept secret, but many such parts could still tilt the mean
      if (value != null) unweighted += 1;
      continue;
    }
    all += share;
    if (value == null) continue;
    known += share;
    used += 1;
    sum += value * share;
  }
  if (known === 0) return { ...NONE, status: 'missing' };
  if (known < COVERAGE * all || unweighted > (1 - COVERAGE) * codes.length) return { ...NONE, status: 'not_combined' };
  return { value: sum / known, status: 'present', derived: true, coverage: used / codes.length };
}

/** What all parts have of an indicator together; undefined when one of them is not known. */
function totalOf(figures: readonly (Figure | undefined)[]): number | undefined {
  const values = figures.flatMap((figure) => figure?.value ?? []);
  return values.length === figures.length ? values.reduce((sum, value) => sum + value, 0) : undefined;
}

/** Of several areas together; of one there is what was published. Sizes barely change, so that of the nearest year counts. */
function quotient(
  table: FigureTable,
  rule: Extract<Indicator['combine'], { by: 'quotient' }>,
  codes: readonly string[],
  year: number,
): Compared {
  const numerator = totalOf(codes.map((code) => table.get(rule.numerator, code, year)));
  const denominator = totalOf(codes.map((code) => latest(table, rule.denominator, code, year)));
  if (numerator === undefined || !denominator) return { ...NONE, status: 'not_combined' };
  return { value: (numerator / denominator) * rule.per, status: 'present', derived: true };
}

function rate(
  table: FigureTable,
  rule: Extract<Indicator['combine'], { by: 'rate' }>,
  codes: readonly string[],
  year: number,
  whole: readonly string[],
): Compared {
  // of the very numbers that stand beside it: what is published of the whole, where it is
  const total = (id: string): number | undefined =>
    publishedOf(table, id, whole, year)?.value ?? totalOf(codes.map((code) => table.get(id, code, year)));
  const [numerator, denominator] = [total(rule.numerator), total(rule.denominator)];
  if (numerator === undefined || denominator === undefined) return { ...NONE, status: 'missing' };
  if (denominator < rule.minimum) return { ...NONE, status: 'too_few' };
  return { value: (numerator / denominator) * rule.per, status: 'present', derived: true };
}

/** Weights barely change: the nearest year at or before, else the first after. */
function latest(table: FigureTable, indicatorId: string, code: string, year: number): Figure | undefined {
  const years = table.years(indicatorId);
  const order = [
    ...years.filter((candidate) => candidate <= year),
    ...years.filter((candidate) => candidate > year).reverse(),
  ];
  return order.map((candidate) => table.get(indicatorId, code, candidate)).find((figure) => figure?.value != null);
}

/** Years for which an indicator says something. */
function yearsOf(table: FigureTable, indicator: Indicator): number[] {
  if (indicator.combine.by !== 'rate') return table.years(indicator.id);
  const denominators = table.years(indicator.combine.denominator);
  return table.years(indicator.combine.numerator).filter((year) => denominators.includes(year));
}

/** Other measures of which a computed figure is made: what is counted, and that of which it is so many. */
function partsOf(table: FigureTable, { combine: rule }: Indicator, codes: readonly string[], year: number): Figure[] {
  if (rule.by !== 'rate' && rule.by !== 'quotient') return [];
  const of = rule.by === 'rate' ? table.get.bind(table) : latest.bind(null, table);
  return codes.flatMap((code) => [
    ...(table.get(rule.numerator, code, year) ? [table.get(rule.numerator, code, year)!] : []),
    ...(of(rule.denominator, code, year) ? [of(rule.denominator, code, year)!] : []),
  ]);
}

/** Where figures come from, each source once; one that nobody knows any more has its id for a title. */
function sourcesOf(figures: readonly (Figure | undefined)[]): Source[] {
  const found = new Map<string, Source>();
  for (const figure of figures) {
    if (!figure) continue;
    const { sourceId } = figure;
    const source = figure.source ?? sources[sourceId] ?? unknownSource(sourceId);
    found.set(`${source.id} ${source.title} ${source.credit}`, source);
  }
  return [...found.values()];
}

const unknownSource = (id: string): Source => ({
  id,
  title: id,
  publisher: '',
  table: null,
  credit: '',
  licence: '',
  derived: false,
});

/** Every indicator of the catalogue that has figures, for a neighbourhood beside its district and city. */
export function compareAreas(figures: Iterable<Figure>, areas: ComparedAreas, year?: number): Comparison[] {
  const table = new FigureTable(figures);
  return indicators.flatMap((indicator): Comparison[] => {
    const { area, areaWhole = [], district, districtWhole = [], city } = areas;
    const years = yearsOf(table, indicator);
    const ofArea = (candidate: number): Compared => combine(table, indicator, area, candidate, areaWhole);
    // a year in which the neighbourhood has only empty rows takes the place of none that it has
    const chosen =
      year !== undefined && years.includes(year)
        ? year
        : (years.find((candidate) => ofArea(candidate).value !== null) ?? years[0]);
    if (chosen === undefined) return [];
    const sample = indicator.combine.by === 'rate' ? indicator.combine.numerator : indicator.id;
    const rows = [...areaWhole, ...area, city].flatMap((code) => table.get(sample, code, chosen) ?? []);
    const beside = [...districtWhole, ...district].flatMap((code) => table.get(sample, code, chosen) ?? []);
    // of the row that gave the value, where one did
    const origin = rows.find(({ value }) => value !== null) ?? rows[0];
    const compared = {
      area: ofArea(chosen),
      district: combine(table, indicator, district, chosen, districtWhole),
      city: combine(table, indicator, [city], chosen),
    };
    const parts = [
      ...(compared.area.derived ? partsOf(table, indicator, [...areaWhole, ...area], chosen) : []),
      ...(compared.district.derived ? partsOf(table, indicator, [...districtWhole, ...district], chosen) : []),
      ...(compared.city.derived ? partsOf(table, indicator, [city], chosen) : []),
    ];
    const named = [origin, ...rows, ...beside, ...parts].filter((one) => one?.value != null || one === origin);
    return [
      { indicator, year: chosen, years, ...compared, sources: sourcesOf(named), release: origin?.release ?? null },
    ];
  });
}
