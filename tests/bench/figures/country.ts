import { createReadStream } from 'node:fs';
import type { StoredArea } from '@buurtbalans/database';

/** Municipalities, wijken and neighbourhoods of the country, as many as there were in 2024. */
const AREAS = { GM: 342, WK: 3_393, BU: 14_574 } as const;
/** Headings of which the product reads eleven; the others are dropped, as they are of the real file. */
const HEADINGS =
  'code;type;naam;inwoners;inwoners65plus;huishoudens;huishoudensgrootte;dichtheid;adressendichtheid;Koopwoningen;eengezinswoning;inkomenPerInwoner;stedelijkheid;oppervlakteLandHa;afstandHuisarts;afstandSupermarkt;afstandSchool;scholenBinnen3km';

/** Codes of all areas, municipality by municipality as in the real file. */
export function* codes(): Generator<string> {
  for (let at = 0; at < AREAS.GM; at += 1) {
    const municipality = String(at + 1).padStart(4, '0');
    yield `GM${municipality}`;
    for (let wijk = at; wijk < AREAS.WK; wijk += AREAS.GM)
      yield `WK${municipality}${String(Math.floor(wijk / AREAS.GM)).padStart(2, '0')}`;
    for (let buurt = at; buurt < AREAS.BU; buurt += AREAS.GM)
      yield `BU${municipality}${String(Math.floor(buurt / AREAS.GM)).padStart(4, '0')}`;
  }
}

/** A number that differs from area to area, the same in each run. */
const some = (at: number, year: number, below: number): number => ((at * 7_919 + year * 104_729) % (below * 10)) / 10;

/** A file of key figures of the whole country of one year or several, part by part: 18,309 rows a year. */
export async function* countryFile(years: readonly number[]): AsyncGenerator<Buffer> {
  const head = years.length > 1 ? HEADINGS.replace('type', 'Perioden') : HEADINGS;
  yield Buffer.from(`${head}\r\n`);
  for (const year of years) {
    let part = '';
    let at = 0;
    for (const code of codes()) {
      at += 1;
      const whole = (below: number): number => Math.floor(some(at, year, below));
      const kind = years.length > 1 ? `${year}JJ00` : code.slice(0, 2);
      part += `${code};${kind};Gebied ${at};${whole(9_000)};${whole(900)};${whole(4_000)};${1 + (at % 20) / 10};${whole(9_000)};${whole(6_000)};${whole(100)};${whole(100)};${some(at, year, 60)};${1 + (at % 5)};${whole(900)};${some(at, year, 9)};${some(at, year, 9)};${some(at, year, 9)};${some(at, year, 20)}\r\n`;
      if (part.length < 65_536) continue;
      yield Buffer.from(part);
      part = '';
    }
    yield Buffer.from(part);
  }
}

/** A file that somebody names, or one of the country. */
export const fileOf = (path: string | undefined, years: readonly number[]): AsyncIterable<Uint8Array> =>
  path === undefined ? countryFile(years) : createReadStream(path);

/** The one area that a database has to know for a file to be of it. */
export const KNOWN: StoredArea = {
  code: 'GM0014',
  name: 'Groningen',
  level: 'gemeente',
  parentCode: null,
  districtCode: null,
  geometry: { type: 'Polygon', coordinates: [] },
};
