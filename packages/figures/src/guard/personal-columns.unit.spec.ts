import { describe, expect, it } from 'vitest';
import { indicators } from '../catalogue/indicators.ts';
import { findPersonalColumns } from './personal-columns.ts';

const kindOf = (heading: string): string | undefined => findPersonalColumns([heading])[0]?.kind;

describe('columns about persons', () => {
  it.each([
    ['naam', 'name'],
    ['Naam ', 'name'],
    ['NAAM_2', 'name'],
    ['Achternaam', 'name'],
    ['naam bewoner', 'name'],
    ['Naam van de melder', 'name'],
    ['ClientNaam', 'name'],
    ['cliëntnaam', 'name'],
    ['first_name', 'name'],
    ['BSN', 'citizen_number'],
    ['bsn-nummer', 'citizen_number'],
    ['Geboortedatum', 'birth_date'],
    ['geb. datum', 'birth_date'],
    ['huisnummer', 'address'],
    ['Huis-nr', 'address'],
    ['huisnummer_toevoeging', 'address'],
    ['Adres', 'address'],
    ['postcode', 'address'],
    ['PC6', 'address'],
    ['E-mail', 'email'],
    ['emailadres', 'email'],
    ['Telefoonnummer', 'phone'],
    ['Tel.', 'phone'],
    ['mobiel', 'phone'],
    ['dossiernummer', 'case_number'],
    ['kenteken', 'case_number'],
    ['IBAN', 'account'],
    ['Client', 'name'],
    ['NAW', 'name'],
    ['bewoner', 'name'],
    ['geb.dat', 'birth_date'],
    ['telefoon 1', 'phone'],
    ['email2', 'email'],
  ])('[P7] stops at "%s"', (heading, kind) => {
    expect(kindOf(heading)).toBe(kind);
  });

  it.each([
    'buurtnaam',
    'wijknaam',
    'Gemeentenaam',
    'Municipality_Name',
    'straatnaam',
    'straat',
    'organisatie',
    'GeboorteTotaal_25',
    'GeboorteRelatief_26',
    'Omgevingsadressendichtheid_117',
    'AfstandTotHuisartsenpraktijk_106',
    'huishoudens',
    'postcode4',
    'aantal meldingen',
    'mailbox-meldingen',
    'Personenautos',
    'aantal huurders',
    'bewoners',
    'Wmo-clienten_105',
    'telling',
    'datum',
    'x',
    'y',
    'ID',
    '',
  ])('[P7] lets "%s" pass', (heading) => {
    expect(kindOf(heading)).toBeUndefined();
  });

  it('[P7] lets every heading of the catalogue pass', () => {
    expect(findPersonalColumns(indicators.flatMap((indicator) => indicator.headings))).toEqual([]);
  });

  it('[P7] takes a bare name for that of an area only where the rows are areas, and tells which column', () => {
    expect(findPersonalColumns(['code', 'naam', 'inwoners'])).toEqual([{ column: 'naam', index: 1, kind: 'name' }]);
    expect(findPersonalColumns(['code', 'naam', 'inwoners'], { rowsAreAreas: true })).toEqual([]);
    expect(findPersonalColumns(['code', 'voornaam', 'bsn'], { rowsAreAreas: true })).toHaveLength(2);
  });
});
