import type { Indicator } from './catalogue/indicator.ts';
import { OWN_FIGURES, sources } from './catalogue/sources.ts';
import type { Figure } from './figure.ts';
import type { FigureTable } from './figure-table.ts';

/** People are rounded to five, and land to hectares: within that, a published density is that of the counts beside it. */
const ROUNDED = { people: 5, land: 0.5, density: 1 } as const;

/** Counts that stand beside an indicator and by which whoever reads can work it out, by id. */
export function countsBehind({ combine, beside = [] }: Indicator): readonly string[] {
  return combine.by === 'quotient' ? [combine.numerator, combine.denominator] : beside;
}

/**
 * Whether what is published of an area may stand beside the counts that are in force there: one of another publisher, or of
 * another delivery of the municipality's own, was made of other counts than those. A count that nobody knows contradicts nothing.
 */
export function isOfOneSource(
  table: FigureTable,
  indicator: Indicator,
  published: Figure,
  codes: readonly string[],
  whole: readonly string[] = [],
): boolean {
  const { year } = published;
  const counts = countsBehind(indicator).map((id) => countsOf(table, id, codes, year, whole));
  if (counts.flat().some((count) => publisherOf(count) !== publisherOf(published))) return false;
  if (counts.flat().every((count) => deliveryOf(count) === deliveryOf(published))) return true;
  // the office agrees with itself, but for what it corrected later
  if (indicator.combine.by !== 'quotient') return publisherOf(published) !== OWN_FIGURES;
  const [people, land] = counts.map((found) => found.reduce((sum, { value }) => sum + value!, 0)) as [number, number];
  const { per } = indicator.combine;
  const least = (per * (people - ROUNDED.people)) / (land + ROUNDED.land) - ROUNDED.density;
  const most = (per * (people + ROUNDED.people)) / Math.max(land - ROUNDED.land, 0) + ROUNDED.density;
  return published.value! >= least && published.value! <= most;
}

/** The counts that stand there: that of the whole where it is published, or those of its parts that are known. */
function countsOf(
  table: FigureTable,
  id: string,
  codes: readonly string[],
  year: number,
  whole: readonly string[],
): Figure[] {
  const published = table.publishedOf(id, whole, year);
  if (published) return [published];
  return codes.flatMap((code) => table.latest(id, code, year) ?? []);
}

const publisherOf = ({ source, sourceId }: Figure): string =>
  (source ?? sources[sourceId])?.publisher ?? (sourceId === OWN_FIGURES ? OWN_FIGURES : sourceId);

const deliveryOf = ({ deliveryId }: Figure): string => deliveryId ?? '';
