import { type Source, sources } from '../catalogue/sources.ts';

/** What a file shows of where it comes from. */
export interface ShownOrigin {
  /** Lines before the headings and after the rows, such as the title. */
  readonly lines: readonly string[];
  readonly fileName: string;
  /** All headings, as they stand. */
  readonly headings: readonly string[];
  /** The headings that carry figures, without numbered suffix, in lower case. */
  readonly figureHeadings: readonly string[];
}

/** A table of a publisher that a file is shown to be. */
export interface RecognisedSource {
  readonly source: Source;
  /** By what it was recognised. */
  readonly by: 'title' | 'table' | 'columns';
}

interface Family {
  readonly title: RegExp;
  /** Tables of the statistics office, with the year that they are of. */
  readonly tables: Readonly<Record<string, number | null>>;
  /** Headings under which the office itself hands its figures out; what others call them shows nothing. */
  readonly headings: ReadonlySet<string>;
  /** Its source where the catalogue has none of that year. */
  readonly general: Omit<Source, 'table'>;
  /** Its source of a year in the catalogue. */
  readonly ofYear: (year: number) => string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const office = (id: string, title: string): Family['general'] => ({
  id,
  title,
  publisher: 'CBS',
  credit: 'Bron: CBS StatLine',
  licence: 'CC BY 4.0',
  derived: false,
});

const FAMILIES: readonly Family[] = [
  {
    title: /kerncijfers wijken en buurten/i,
    tables: { '85984NED': 2024, '85618NED': 2023 },
    headings: words(`
      aantalinwoners k_0tot15jaar k_15tot25jaar k_25tot45jaar k_45tot65jaar k_65jaarofouder huishoudenstotaal
      gemiddeldehuishoudensgrootte bevolkingsdichtheid gemiddeldewozwaardevanwoningen koopwoningen huurwoningentotaal
      percentageeengezinswoning matevanstedelijkheid percentageonbewoond omgevingsadressendichtheid
      afstandtothuisartsenpraktijk afstandtotschool afstandtotgrotesupermarkt scholenbinnen3km oppervlakteland
      gemiddeldinkomenperinwoner gemiddeldinkomenperinkomensontvanger gemgestandaardiseerdinkomenvanhuish
      k_40personenmetlaagsteinkomen k_20personenmethoogsteinkomen huishoudensmeteenlaaginkomen
      huishtot120vansociaalminimum opleidingsniveauhoog`),
    general: office('kwb', 'Kerncijfers wijken en buurten'),
    ofYear: (year) => `kwb-${year}`,
  },
  {
    title: /nabijheid voorzieningen/i,
    tables: {},
    headings: words(
      `distancetotrainstationalltypes afstandtothuisartsenpraktijk afstandtotschool afstandtotgrotesupermarkt scholenbinnen3km`,
    ),
    general: office('nabijheid', 'Nabijheid voorzieningen'),
    ofYear: (year) => `nabijheid-${year}`,
  },
  {
    title: /ses-?woa|sociaal-economische status/i,
    tables: { '85163NED': null },
    headings: new Set([
      'ses-woa/totaalscore/gemiddelde score (getal)',
      'opleidingsniveau/laag/waarde (%)',
      'opleidingsniveau/middelbaar/waarde (%)',
      'opleidingsniveau/hoog/waarde (%)',
      'spreiding/spreiding totaal/waarde (getal)',
    ]),
    general: office('ses-woa', 'Sociaal-economische status (SES-WOA)'),
    ofYear: (year) => `ses-woa-${year}`,
  },
  {
    title: /geregistreerde misdrijven/i,
    tables: { '47022NED': null },
    headings: words('geregistreerdemisdrijven'),
    general: { ...sources['politie']!, credit: 'Bron: Politie, via CBS', derived: false },
    ofYear: () => 'politie',
  },
];

const TABLE = /(?<![\da-z])(\d{5}(?:NED|ENG))(?![\da-z])/i;
const YEAR = /\b((?:19|20)\d{2})\b/;

/** Columns that the office's own downloads have beside their figures; nobody types all of them. */
const LAYOUTS: readonly (readonly RegExp[])[] = [
  [
    /^id$/,
    /^(wijkenenbuurten|districtsandneighbourhoods)$/,
    /^(gemeentenaam|municipalityname)_\d+$/,
    /^(codering|encoding)_\d+$/,
  ],
  [/^wijken en buurten$/, /^reg.*\(code\)$/],
];

/** What the title or table number in a file says of the year of its figures; undefined when they say none. */
export function yearShown(lines: readonly string[]): number | undefined {
  const text = lines.join('\n');
  const table = TABLE.exec(text)?.[1]?.toUpperCase();
  const known = FAMILIES.map(({ tables }) => (table ? tables[table] : undefined)).find((year) => year != null);
  const titled = FAMILIES.some(({ title }) => title.test(text)) ? YEAR.exec(text)?.[1] : undefined;
  return known ?? (titled === undefined ? undefined : Number(titled));
}

/**
 * The table that a file is shown to be: by its title, its number or the layout in which the office hands it out, and only
 * where every figure stands under a heading of that table. A year, or the name that somebody gave the file, shows nothing
 * by itself. Undefined when nothing does: then it is whoever brought it who tells.
 */
export function recogniseSource(shown: ShownOrigin, years: readonly number[]): RecognisedSource | undefined {
  const { lines, fileName, headings, figureHeadings } = shown;
  const text = lines.join('\n');
  const isLaidOut = LAYOUTS.some((layout) =>
    layout.every((part) => headings.some((heading) => part.test(heading.trim().toLowerCase()))),
  );
  const table = (TABLE.exec(text)?.[1] ?? (isLaidOut ? TABLE.exec(fileName)?.[1] : undefined))?.toUpperCase();
  const fits = FAMILIES.filter((family) => figureHeadings.every((heading) => family.headings.has(heading)));
  const titled = fits.find(({ title }) => title.test(text));
  const numbered = fits.find(({ tables }) => table !== undefined && Object.hasOwn(tables, table));
  const family = titled ?? numbered ?? (isLaidOut ? fits[0] : undefined);
  if (!family) return undefined;
  return {
    source: sourceOf(family, table, years),
    by: titled ? 'title' : numbered ? 'table' : 'columns',
  };
}

/** The catalogue's source of that table or year where what is shown bears it out, or one made of what is shown. */
function sourceOf(family: Family, table: string | undefined, years: readonly number[]): Source {
  const [year, ...others] = years;
  const known = year !== undefined && others.length === 0 ? sources[family.ofYear(year)] : undefined;
  // a year alone shows no table: a number that is another one is that of another table
  if (known && !known.derived && (table === undefined || known.table === table)) return known;
  const { id, title } = family.general;
  const when = others.length === 0 && year !== undefined ? ` ${year}` : '';
  return {
    ...family.general,
    id: [id, table ?? year].filter(Boolean).join('-'),
    title: `${title}${when}`,
    table: table ?? null,
  };
}
