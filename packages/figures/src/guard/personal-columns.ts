/** What a column would tell about a person. */
export type PersonalColumnKind =
  | 'name'
  | 'citizen_number'
  | 'birth_date'
  | 'address'
  | 'phone'
  | 'email'
  | 'case_number'
  | 'account';

/** A column that may not be in an upload; `column` is the heading as it stands, `index` counts from 0. */
export interface PersonalColumn {
  readonly column: string;
  readonly index: number;
  readonly kind: PersonalColumnKind;
}

/** How to judge headings. */
export interface PersonalColumnOptions {
  /** The rows are areas, so that a bare `naam` is the name of an area: files of figures by neighbourhood. */
  readonly rowsAreAreas?: boolean;
}

const PERSON =
  '(?:persoons?|bewoners?|melders?|huurders?|clienten|client|klant|patient|leerling|verdachte|slachtoffer|aangever|eigenaar|contact(?:persoon)?|kind|ouder|person|resident|tenant|reporter|suspect|victim|owner|pupil)';

/** Whole headings, written together in lower case without accents, marks or a numbered suffix. */
const KINDS: readonly (readonly [PersonalColumnKind, RegExp])[] = [
  ['citizen_number', /^(?:bsn(?:nummer|nr)?|burgerservicen(?:umme)?r|sofi(?:nummer|nr)?|citizenservicenumber)$/],
  [
    'name',
    /^(?:(?:voor|achter|roep|familie|geslachts|meisjes)na(?:am|men)|tussenvoegsels?|voorletters?|initialen|volledigenaam|naamvolledig|(?:first|last|full|middle|family|given)name|surname|initials)$/,
  ],
  [
    'name',
    new RegExp(
      `^(?:${PERSON}(?:naam|name)|(?:naam|name)(?:van|of)?(?:de|het|the)?${PERSON}|contactpersoon|melder|huurder|bewoner|client|patient|leerling|naw(?:gegevens)?)$`,
    ),
  ],
  ['birth_date', /^(?:(?:geboorte|geb)(?:datum|dat|dag|dt)|datumgeboorte|dateofbirth|birthdate|birthday|dob)$/],
  [
    'address',
    /^(?:huis(?:nummer|nr|letter)(?:toevoeging|toev)?|(?:huisnummer)?toevoeging|house(?:number|no|nr)|(?:woon|post|bezoek|volledig)?adres(?:regel)?|(?:home|street|postal)?address|straat(?:naam)?en(?:huis)?(?:nummer|nr)|postcode(?:6|cijfersletters)?|pc6|postalcode|zipcode)$/,
  ],
  [
    'phone',
    /^(?:telefoon(?:nummer|nr)?|tel(?:nummer|nr)?|mobiel(?:nummer|nr)?|gsm(?:nummer)?|(?:tele|mobile)?phone(?:number)?|mobile)\d*$/,
  ],
  ['email', /^(?:e?mail(?:adres|address)?)\d*$/],
  [
    'case_number',
    /^(?:(?:client|klant|patient|dossier|zaak|persoons|leerling|huurder|registratie)(?:nummer|nr|id)|kenteken|(?:client|person|case)(?:number|id)|licenceplate)$/,
  ],
  [
    'account',
    /^(?:iban|rekening(?:nummer|nr)|bankrekening(?:nummer)?|paspoort(?:nummer)?|identiteitskaart(?:nummer)?)$/,
  ],
];

const BARE_NAME = /^(?:na(?:am|men)|names?)$/;

function together(heading: string): string {
  const plain = heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/_\d{1,3}$/, '');
  return plain.replace(/[^a-z0-9]/g, '');
}

/**
 * Finds the columns of an upload that are about persons, by their headings. Names of areas, streets and organisations
 * (`buurtnaam`, `straatnaam`, `organisatie`) are not.
 */
export function findPersonalColumns(
  headings: readonly string[],
  { rowsAreAreas = false }: PersonalColumnOptions = {},
): PersonalColumn[] {
  return headings.flatMap((column, index): PersonalColumn[] => {
    const name = together(column);
    const kind =
      KINDS.find(([, pattern]) => pattern.test(name))?.[0] ??
      (!rowsAreAreas && BARE_NAME.test(name) ? 'name' : undefined);
    return kind ? [{ column: column.trim(), index, kind }] : [];
  });
}
