/**
 * Compiles the product's own data set of Amsterdam from open data files: `npm run dataset -- --from DIR [--to DIR]`.
 * The same files give the same bytes. What the files are and whom to credit: `data/amsterdam/README.md`.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { indicators } from '../src/catalogue/indicators.ts';
import { sources } from '../src/catalogue/sources.ts';
import type { Figure } from '../src/figure.ts';
import { recode } from '../src/concordance.ts';
import { readStatLine } from '../src/import/read-statline.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (!values.from) throw new Error('say where the source files are: --from DIR');
const from = values.from;
const to = values.to ?? join(import.meta.dirname, '..', 'data', 'amsterdam');

type Ring = [number, number][];
interface Feature {
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
  properties: Record<string, string | null>;
}

const features = async (file: string): Promise<Feature[]> =>
  (JSON.parse(await readFile(join(from, file), 'utf8')) as { features: Feature[] }).features;
const rows = async (file: string, delimiter: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(from, file)), { delimiter, bom: true, columns: true, relax_quotes: true });
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
const rounded = (part: unknown): unknown => (typeof part === 'number' ? round(part) : (part as unknown[]).map(rounded));

// about 2 m: invisible at the scale of a neighbourhood, and a third of the bytes of a whole city
const TOLERANCE = 0.00002;

function simplifyRing(ring: Ring): Ring {
  if (ring.length < 8) return ring;
  const keep = new Set([0, ring.length - 1]);
  const walk = (low: number, high: number): void => {
    let far = 0;
    let index = -1;
    const [ax, ay] = ring[low]!;
    const [bx, by] = ring[high]!;
    // latitudes count 1.6 times a longitude here
    const length = Math.hypot(bx - ax, (by - ay) * 1.64) || 1e-12;
    for (let i = low + 1; i < high; i += 1) {
      const [x, y] = ring[i]!;
      const closed = ax === bx && ay === by;
      const distance = closed
        ? Math.hypot(x - ax, (y - ay) * 1.64)
        : Math.abs((bx - ax) * (ay - y) * 1.64 - (ax - x) * (by - ay) * 1.64) / length;
      if (distance > far) [far, index] = [distance, i];
    }
    if (far <= TOLERANCE || index < 0) return;
    keep.add(index);
    walk(low, index);
    walk(index, high);
  };
  walk(0, ring.length - 1);
  const simple = ring.filter((_, index) => keep.has(index));
  return simple.length >= 4 ? simple : ring;
}

function geometryOf(feature: Feature, simplify: boolean): object {
  const { type, coordinates } = feature.geometry;
  const ring = (points: Ring): Ring => (simplify ? simplifyRing(points) : points);
  const simple = type === 'Polygon' ? coordinates.map(ring) : coordinates.map((polygon) => polygon.map(ring));
  return { type, coordinates: rounded(simple) };
}

async function compileAreas() {
  const concordance = await rows('grenzen/amsterdam-buurten-2015-2022-concordantie-rd.csv', ',');
  const wijkNames = new Map(concordance.map((row) => [row.WIJKCODE_2022!, row.WIJKNAAM_2022!]));
  const districtNames = new Map(concordance.map((row) => [row.STADSDEELCODE!, row.STADSDEELNAAM!]));
  const kwb = await rows('cbs/kwb-2024-amsterdam-statline.csv', ';');
  const kwbNames = new Map(kwb.map((row) => [row.Area_Code!.trim(), row.District_Type!.trim()]));
  const buurten = (await features('grenzen/amsterdam-buurten-2022-wgs84.geojson')).map((feature) => {
    const code = feature.properties.cbsCode!;
    const letters = feature.properties.code!;
    return {
      code,
      name: feature.properties.naam!,
      level: 'buurt',
      parentCode: `WK0363${letters.slice(0, 2)}`,
      districtCode: `SD0363${letters[0]!}`,
      geometry: geometryOf(feature, false),
    };
  });
  const dissolved = async (file: string, level: 'wijk' | 'stadsdeel') =>
    (await features(file)).map((feature) => {
      const letters = Object.values(feature.properties).find(
        (value) => typeof value === 'string' && /^[A-Z]{1,2}$/.test(value),
      )!;
      const name =
        level === 'wijk' ? (kwbNames.get(`WK0363${letters}`) ?? wijkNames.get(letters)) : districtNames.get(letters);
      const code = `${level === 'wijk' ? 'WK' : 'SD'}0363${letters}`;
      const parentCode = level === 'wijk' ? `SD0363${letters[0]!}` : 'GM0363';
      return {
        code,
        name: name ?? letters,
        level,
        parentCode,
        districtCode: `SD0363${letters[0]!}`,
        geometry: geometryOf(feature, true),
      };
    });
  const wijken = await dissolved('grenzen/amsterdam-wijken-2022-wgs84-afgeleid.geojson', 'wijk');
  const districts = await dissolved('grenzen/amsterdam-stadsdelen-2022-wgs84-afgeleid.geojson', 'stadsdeel');
  const outlines = districts.flatMap((district) => {
    const { type, coordinates } = district.geometry as Feature['geometry'];
    return type === 'Polygon' ? [coordinates] : coordinates;
  });
  const city = {
    code: 'GM0363',
    name: 'Amsterdam',
    level: 'gemeente',
    parentCode: null,
    districtCode: null,
    geometry: { type: 'MultiPolygon', coordinates: outlines },
  };
  return [city, ...districts, ...wijken, ...buurten].sort((one, other) => one.code.localeCompare(other.code));
}

async function statline(file: string, sourceId: string, year: number): Promise<Figure[]> {
  return [...(await readStatLine(createReadStream(join(from, file)), { file, year, sourceId })).figures];
}

/** Old codes of 2019 to those of 2022, only where one neighbourhood simply got another code. */
async function sesFigures(): Promise<Figure[]> {
  const concordance = await rows('grenzen/amsterdam-buurten-2015-2022-concordantie-rd.csv', ',');
  const successors = concordance.map((row) => ({ from: row.BUURTCODE_CBS_2015!, to: row.BUURTCODE_CBS_2022! }));
  const { figures, unmatched } = recode(
    await statline('cbs/ses-woa-2019-amsterdam-statline.csv', 'ses-woa-2019', 2019),
    successors,
  );
  console.log(`${unmatched.length} neighbourhoods of 2019 have no single successor: ${unmatched.join(' ')}`);
  return [...figures];
}

async function offences(): Promise<Figure[]> {
  const table = await rows('politie/misdrijven-amsterdam-buurt-2021-2025.csv', ';');
  return table.flatMap((row) =>
    ['2021', '2022', '2023', '2024', '2025'].map((year): Figure => {
      const text = row[year]!.trim();
      const value = text === '' ? null : Number(text);
      return {
        indicatorId: 'safety_nuisance.offences',
        areaCode: row.code!,
        year: Number(year),
        value,
        status: value === null ? 'missing' : 'present',
        sourceId: 'politie',
        release: null,
      };
    }),
  );
}

/** The gathered file repeats columns of the table itself; only what is new is taken from it. */
async function additional(): Promise<Figure[]> {
  const known = new Set([
    'population.households',
    'population.density',
    'housing.single_family',
    'liveability.address_density',
    'care_wellbeing.gp_distance',
    'facilities.supermarket_distance',
    'youth.schools_3km',
    'public_space.land_area',
  ]);
  const file = 'cbs/kwb-2024-amsterdam-aanvullend-derived.csv';
  const figures = (await statline(file, 'kwb-2024-derived', 2024)).filter((figure) => known.has(figure.indicatorId));
  const health = (await rows(file, ';')).map((row): Figure => {
    const text = (row.ervaren_gezondheid_goed_pct_2024 ?? '').trim();
    const value = text === '' ? null : Number(text);
    return {
      indicatorId: 'care_wellbeing.good_health',
      areaCode: row.code!.trim(),
      year: 2024,
      value,
      status: value === null ? 'missing' : 'present',
      sourceId: 'rivm-2024',
      release: null,
    };
  });
  return [...figures, ...health];
}

function columnar(figures: readonly Figure[], codes: readonly string[]) {
  const position = new Map(codes.map((code, index) => [code, index]));
  const order = new Map(indicators.map((indicator, index) => [indicator.id, index]));
  const series = Map.groupBy(figures, (figure) => `${figure.indicatorId} ${figure.year}`);
  return [...series.values()]
    .map((group) => {
      const { indicatorId, year, sourceId } = group[0]!;
      const values: (number | null)[] = codes.map(() => null);
      for (const figure of group) {
        const index = position.get(figure.areaCode);
        if (index !== undefined) values[index] = figure.value;
      }
      return { indicatorId, year, sourceId, values };
    })
    .sort((one, other) => order.get(one.indicatorId)! - order.get(other.indicatorId)! || one.year - other.year);
}

const areas = await compileAreas();
const codes = areas.map((area) => area.code);
const income = (await statline('cbs/kwb-2023-inkomen-amsterdam-statline.csv', 'kwb-2023', 2023)).filter((figure) =>
  figure.indicatorId.startsWith('work_income.'),
);
const key = (await statline('cbs/kwb-2024-amsterdam-statline.csv', 'kwb-2024', 2024)).filter(
  (figure) => !figure.indicatorId.startsWith('work_income.'),
);
const nearby = await statline('cbs/nabijheid-2024-amsterdam-statline.csv', 'nabijheid-2024', 2024);
const figures = columnar(
  [...key, ...income, ...nearby, ...(await additional()), ...(await sesFigures()), ...(await offences())],
  codes,
);
const parks = (await features('basiskaart/osm-parken-nieuw-west-2024.geojson'))
  .map((feature) => ({
    id: feature.properties.osm_id!,
    name: feature.properties.name ?? null,
    geometry: geometryOf(feature, true),
  }))
  .sort((one, other) => one.id.localeCompare(other.id));

await mkdir(to, { recursive: true });
const lines = (name: string, items: readonly object[]): string =>
  `{"${name}":[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]}\n`;
await writeFile(join(to, 'areas.json'), lines('areas', areas));
await writeFile(join(to, 'sources.json'), lines('sources', Object.values(sources)));
await writeFile(join(to, 'parks.json'), lines('parks', parks));
await writeFile(join(to, 'figures.json'), `{"codes":${JSON.stringify(codes)},\n${lines('series', figures).slice(1)}`);
console.log(`${areas.length} areas, ${figures.length} series of figures, ${parks.length} parks → ${to}`);
