import { type Compared, type Combined, combinedOf } from './combine.ts';
import type { Indicator } from './catalogue/indicator.ts';
import { indicators } from './catalogue/indicators.ts';
import { OWN_FIGURES, type Source, sources } from './catalogue/sources.ts';
import type { Figure } from './figure.ts';
import { FigureTable } from './figure-table.ts';

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
  /** The deliveries with which all these came, each once; none for what came along with the product. */
  readonly deliveries: readonly string[];
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

/** Years for which an indicator says something. */
function yearsOf(table: FigureTable, indicator: Indicator): number[] {
  if (indicator.combine.by !== 'rate') return table.years(indicator.id);
  const denominators = table.years(indicator.combine.denominator);
  return table.years(indicator.combine.numerator).filter((year) => denominators.includes(year));
}

/** Where figures come from, each source once; one that nobody knows any more has its id for a title. */
function sourcesOf(figures: readonly Figure[]): Source[] {
  const found = new Map<string, Source>();
  for (const figure of figures) {
    const { sourceId } = figure;
    const source = figure.source ?? sources[sourceId] ?? unknownSource(sourceId);
    const key = `${source.id} ${source.title} ${source.credit}`;
    if (!found.has(key)) found.set(key, source);
  }
  return [...found.values()];
}

/** Sources of what values are made of; those of weights where nobody of their publisher is named yet. */
function creditedOf(made: readonly Figure[], weights: readonly Figure[]): Source[] {
  const named = sourcesOf(made);
  const isNamed = ({ id, publisher }: Source): boolean =>
    id !== OWN_FIGURES &&
    publisher !== '' &&
    named.some((one) => one.publisher === publisher || one.credit.includes(publisher));
  return sourcesOf([...made, ...weights]).filter((one) => named.includes(one) || !isNamed(one));
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
    const ofArea = (candidate: number): Combined => combinedOf(table, indicator, area, candidate, areaWhole);
    // a year in which the neighbourhood has only empty rows takes the place of none that it has
    const chosen =
      year !== undefined && years.includes(year)
        ? year
        : (years.find((candidate) => ofArea(candidate).compared.value !== null) ?? years[0]);
    if (chosen === undefined) return [];
    const [here, there, all] = [
      ofArea(chosen),
      combinedOf(table, indicator, district, chosen, districtWhole),
      combinedOf(table, indicator, [city], chosen),
    ];
    const made = [here, all, there].flatMap((one) => one.made);
    const weights = [here, all, there].flatMap((one) => one.weights);
    // where there is no value, the row that says why
    const sample = indicator.combine.by === 'rate' ? indicator.combine.numerator : indicator.id;
    const rows = [...areaWhole, ...area, city].flatMap((code) => table.get(sample, code, chosen) ?? []);
    const named = here.made.length > 0 ? made : [...rows.slice(0, 1), ...made];
    return [
      {
        indicator,
        year: chosen,
        years,
        area: here.compared,
        district: there.compared,
        city: all.compared,
        sources: creditedOf(named, weights),
        release: named[0]?.release ?? null,
        deliveries: [...new Set([...named, ...weights].flatMap(({ deliveryId }) => deliveryId ?? []))],
      },
    ];
  });
}
