/** Where figures come from, with the credit that every output shows. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly table: string | null;
  readonly credit: string;
  readonly licence: string;
  /** True when somebody computed or gathered it from the publisher's table. */
  readonly derived: boolean;
}

const source = (
  id: string,
  title: string,
  publisher: string,
  table: string | null,
  credit: string,
  derived = false,
  licence = 'CC BY 4.0',
): Source => ({
  id,
  title,
  publisher,
  table,
  credit,
  licence,
  derived,
});

/** The sources of the catalogue, by id. Tables are numbers of the statistics office (CBS) unless told. */
export const sources: Readonly<Record<string, Source>> = Object.fromEntries(
  [
    source('kwb-2024', 'Kerncijfers wijken en buurten 2024', 'CBS', '85984NED', 'Bron: CBS StatLine'),
    source('kwb-2023', 'Kerncijfers wijken en buurten 2023', 'CBS', '85618NED', 'Bron: CBS StatLine'),
    source('kwb', 'Kerncijfers wijken en buurten', 'CBS', null, 'Bron: CBS StatLine'),
    source(
      'kwb-2024-derived',
      'Kerncijfers wijken en buurten 2024, bewerkt',
      'CBS',
      '85984NED',
      'Bron: CBS StatLine, bewerkt',
      true,
    ),
    source('nabijheid-2024', 'Nabijheid voorzieningen 2024', 'CBS', null, 'Bron: CBS StatLine'),
    source('ses-woa-2019', 'Sociaal-economische status (SES-WOA) 2019', 'CBS', '85163NED', 'Bron: CBS StatLine'),
    source(
      'rivm-2024',
      'Gezondheid per wijk en buurt 2024, modelschatting',
      'RIVM',
      '50150NED',
      'Bron: RIVM, GGD’en en CBS, bewerkt',
      true,
    ),
    source('politie', 'Geregistreerde misdrijven', 'Politie', '47022NED', 'Bron: Politie, via CBS, bewerkt', true),
    source(
      'borders-amsterdam',
      'Grenzen van buurten, wijken en stadsdelen 2022',
      'Gemeente Amsterdam',
      null,
      'Bron: Gemeente Amsterdam, gebieden',
      true,
      'open data',
    ),
    source(
      'borders-groningen',
      'Grenzen van buurten en wijken 2024, grof',
      'CBS en Kadaster',
      null,
      'Bron: CBS en Kadaster, gebiedsindelingen 2024, vereenvoudigd',
      true,
    ),
    source('parks', 'Parken', 'OpenStreetMap', null, '© OpenStreetMap contributors', false, 'ODbL 1.0'),
  ].map((entry) => [entry.id, entry]),
);

/** Where the table of a source stands on the web; null when it has no number. Tables of other publishers than the office stand apart. */
export function tableAddress({ publisher, table }: Source): string | null {
  if (table === null) return null;
  return publisher === 'CBS'
    ? `https://opendata.cbs.nl/statline/#/CBS/nl/dataset/${table}/table`
    : `https://dataderden.cbs.nl/ODataApi/OData/${table}`;
}

/** The publisher of what a municipality brings itself. */
export const OWN_FIGURES = 'own';

/** Who brings a file, as it stands in a credit. */
const BROUGHT_BY: Readonly<Record<string, string>> = {
  facilitator: 'de procesbegeleider',
  research_adviser: 'de onderzoeksadviseur',
  administrator: 'de beheerder',
};

/** What a municipality brought itself, as far as a file shows: what it is, who brought it, when, and what it is called by them. */
export interface OwnFigures {
  readonly what: 'cijfers' | 'grenzen';
  /** What whoever brought it says that it is; null when they say nothing. */
  readonly title: string | null;
  /** Role, or null for somebody at the command line. */
  readonly role: string | null;
  readonly organisation: string | null;
  /** Dutch day, YYYY-MM-DD. */
  readonly day: string;
}

/** The source of figures that no file shows to be of another: the municipality itself. */
export function ownFigures({ what, title, role, organisation, day }: OwnFigures): Source {
  const by = [(role && BROUGHT_BY[role]) ?? 'wie het product beheert', organisation].filter(Boolean).join(' van ');
  const date = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
  // what they say of it is theirs: neither the municipality's own nor shown to be of whom it names
  const credit = title
    ? `Bron: ${title}, volgens wie deze ${what} aanleverde en niet nagegaan`
    : `Bron: eigen ${what} van de gemeente`;
  return {
    id: OWN_FIGURES,
    title: title ?? `Eigen ${what} van de gemeente`,
    publisher: OWN_FIGURES,
    table: null,
    credit: `${credit}, aangeleverd door ${by} op ${date}`,
    licence: '',
    derived: false,
  };
}
