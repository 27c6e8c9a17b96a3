import { indicatorById, indicators } from '../catalogue/indicators.ts';

const CODE_HEADINGS = [
  'area_code',
  'wijkenenbuurten',
  'codering',
  'encoding',
  'regiocode (gemeente, wijk, buurt) (code)',
  'districtsandneighbourhoods',
  'gwb_code',
  'buurtcode',
  'gebiedscode',
  'gebiedcode',
  'regiocode',
  'cbscode',
  'code',
  // beside a neighbourhood's own it says in which wijk that lies
  'wijkcode',
];
const YEAR_HEADINGS = ['perioden', 'periode', 'jaar'];
const CHANGE_HEADINGS = ['indelingswijzigingwijkenenbuurten', 'indelingswijziging'];
const byHeading = new Map(
  indicators.flatMap((indicator) => indicator.headings.map((heading) => [heading, indicator.id] as const)),
);

const byOwnHeading = new Map(
  indicators.flatMap(({ id, headings, ownHeadings = [] }) =>
    [...headings.map(joined), ...ownHeadings].map((heading) => [heading, id] as const),
  ),
);

/** Headings of which a file needs one of each, for messages: an area code, and a figure. */
export const expectedHeadings = {
  areaCode: CODE_HEADINGS,
  figures: ['AantalInwoners', 'GemiddeldeWOZWaardeVanWoningen', 'Koopwoningen'],
} as const;

/** What the columns of a file are. */
export interface Columns {
  readonly code: number;
  readonly year: number | null;
  /** `IndelingswijzigingWijkenEnBuurten`: whether the border is that of the year before. */
  readonly boundaryChange: number | null;
  readonly indicators: readonly FigureColumn[];
  /** Headings of columns that are not read: neither a figure that is known nor what says which area a row is of. */
  readonly dropped: readonly string[];
}

/** A column of figures; `plain` is its heading without numbered suffix, in lower case. */
export interface FigureColumn {
  readonly index: number;
  readonly heading: string;
  readonly plain: string;
  readonly indicatorId: string;
}

/** Columns that say which area a row is of, or what sort, beside its code: nobody misses them. */
const BESIDE =
  /^(id|naam|name|type|soort|soortregio|typeofregion|gemeentenaam|municipalityname|municipality_name|district_type|regio|regionaam|gemeentecode|wijkcode|gemeente|wijk|wijknaam|buurt|buurtnaam|wijken en buurten|wijkenenbuurten|districtsandneighbourhoods|codering|encoding|code)$/;

/** Headings of one table differ per year only in a numbered suffix, such as `AantalInwoners_5`. */
function plain(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/_\d{1,4}$/, '');
}

/** As somebody types a heading: with spaces, dashes and capitals of their own (`WOZ-waarde`, `aantal_inwoners`); `%` stays, at its end. */
function joined(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '') + (heading.includes('%') ? '%' : '');
}

/** What somebody of their own accord calls so; a count is not what says to be a percentage. */
function ownOf(heading: string): string | undefined {
  const name = joined(heading);
  const bare = byOwnHeading.get(name.replace('%', ''));
  const isShare = name.endsWith('%');
  return byOwnHeading.get(name) ?? (isShare && bare && indicatorById(bare)?.unit !== 'percent' ? undefined : bare);
}

/** Recognises the columns by their headings; undefined when there is no area code or no known indicator. */
export function recogniseColumns(headings: readonly string[]): Columns | undefined {
  // a heading that is known as it stands keeps its digits (pop_age_0_15)
  const names = headings.map((heading) =>
    byHeading.has(heading.trim().toLowerCase()) ? heading.trim().toLowerCase() : plain(heading),
  );
  const code = CODE_HEADINGS.map((heading) => names.indexOf(heading)).find((index) => index >= 0);
  const boundaryChange = CHANGE_HEADINGS.map((heading) => names.indexOf(heading)).find((index) => index >= 0) ?? null;
  const known = new Set(names.flatMap((name) => byHeading.get(name) ?? []));
  const found = names.flatMap((name, index) => {
    const own = ownOf(name);
    // what somebody calls it is not read beside the column that the office calls so
    const indicatorId = byHeading.get(name) ?? (own && !known.has(own) ? own : undefined);
    return indicatorId ? [{ index, heading: headings[index]!.trim(), plain: name, indicatorId }] : [];
  });
  if (code === undefined || found.length === 0) return undefined;
  const year = YEAR_HEADINGS.map((heading) => names.indexOf(heading)).find((index) => index >= 0) ?? null;
  const read = new Set([code, year, boundaryChange, ...found.map(({ index }) => index)]);
  const dropped = headings.flatMap((heading, index) =>
    read.has(index) || BESIDE.test(names[index]!) || heading.trim() === '' ? [] : [heading.trim().slice(0, 80)],
  );
  return { code, year, boundaryChange, indicators: found, dropped };
}
