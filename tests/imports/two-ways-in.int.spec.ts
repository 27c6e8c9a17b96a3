import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Database,
  listDeliveries,
  openDatabase,
  readImport,
  saveAccount,
  saveAreas,
  startImport,
  type StoredArea,
  takeOverDelivery,
} from '@buurtbalans/database';
import { createTestDatabase } from '@buurtbalans/testing';
import { importFile } from '@buurtbalans/workflow/imports';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { importFromPath } from '../../apps/launcher/src/cli/import-from-path.ts';
import { ImportsReadProcessor } from '../../apps/worker/src/jobs/imports-read.processor.ts';

const accountId = randomUUID();
const ADVISER = 'a@example.nl';
const codeOf = (at: number): string => `BU0363${at.toString(36).toUpperCase().padStart(4, '0')}`;
const ends: (() => Promise<void>)[] = [];
let folder: string;
let uploaded: Database;
let typed: Database;

async function aDatabase(): Promise<Database> {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url });
  ends.push(async () => {
    await db.close();
    await database.drop();
  });
  return db;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-imports-'));
  [uploaded, typed] = [await aDatabase(), await aDatabase()];
  for (const db of [uploaded, typed]) {
    await saveAccount(db, {
      id: accountId,
      email: ADVISER,
      name: 'A',
      role: 'research_adviser',
      organisationId: null,
      passwordHash: 'x',
    });
    const known: StoredArea = {
      code: codeOf(0),
      name: 'Hoek',
      level: 'buurt',
      parentCode: null,
      districtCode: null,
      geometry: { type: 'Polygon', coordinates: [] },
    };
    await db.query.transaction().execute((tx) => saveAreas(tx, [known]));
  }
  vi.spyOn(console, 'log').mockReturnValue();
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const end of ends) await end();
  await rm(folder, { recursive: true, force: true });
});

/** What is official, but for the delivery that it came with, and what is kept beside it. */
const rows = async (db: Database) => ({
  figures: (await db.pool.query('select * from figure order by indicator_id, area_code, year')).rows.map(
    withoutDelivery,
  ),
  areas: (await db.pool.query('select * from area order by code')).rows.map(withoutDelivery),
  kept: (await db.pool.query('select from delivery_row')).rowCount,
});
const withoutDelivery = ({ delivery_id: _one, ...row }: Record<string, unknown>): object => row;

/** Brings a file in both ways; gives the rows that came of each. */
async function bothWays(kind: 'kwb' | 'boundaries', year: number | null, text: string) {
  const fileName = `${randomUUID()}.txt`;
  await writeFile(join(folder, fileName), text);
  const id = randomUUID();
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  await startImport(uploaded, { id, kind, fileName, year, requestedBy: accountId }, body);
  const official = await rows(uploaded);
  await new ImportsReadProcessor(uploaded).handle({ importId: id });
  const job = (await readImport(uploaded, id))!;
  expect({ ...(await rows(uploaded)), kept: 0 }).toEqual(official);
  const delivery = (await listDeliveries(uploaded)).find((one) => one.id === id);
  if (delivery) await takeOverDelivery(uploaded, id, { by: accountId, replaces: delivery.replaces, erases: false });
  const refusal = await importFromPath(typed, {
    kind,
    file: join(folder, fileName),
    year: year === null ? undefined : String(year),
    takeOver: ADVISER,
  }).then(
    () => '',
    (error: Error) => error.message,
  );
  return { job, refusal, uploaded: await rows(uploaded), typed: await rows(typed) };
}

test.each([2022, 2023, 2024])('[E160] figures of %i are the same rows, with the same source', async (year) => {
  const codes = Array.from({ length: 3_000 }, (_, at) => codeOf(at));
  const text = `Kerncijfers wijken en buurten ${year}\nCodering_3;AantalInwoners_5;GemiddeldeHuishoudensgrootte_32\n${codes.map((code, at) => `${code};${at};1,5\n`).join('')}`;
  const ways = await bothWays('kwb', year, text);
  expect([ways.job.status, ways.job.stored, ways.refusal]).toEqual(['done', 6_000, '']);
  expect(ways.uploaded.figures.length).toBeGreaterThanOrEqual(6_000);
  expect(ways.typed.figures).toEqual(ways.uploaded.figures);
  expect(ways.typed.figures).toContainEqual(
    expect.objectContaining({ area_code: codes[0], year, source_id: `kwb-${year}` }),
  );
});

test('[P10] [E160] what no file shows is the municipality’s own, whatever its way in and its year', async () => {
  const ways = await bothWays('kwb', 2024, `Area_Code;Pct_Rental\n${codeOf(0)};99\n`);
  expect(ways.typed.figures).toEqual(ways.uploaded.figures);
  expect(ways.typed.figures).toContainEqual(
    expect.objectContaining({ indicator_id: 'housing.rental', value: 99, source_id: 'own' }),
  );
  const credits = async (db: Database) => (await listDeliveries(db))[0]!.source!.credit;
  expect([await credits(uploaded), await credits(typed)]).toEqual([
    expect.stringContaining('eigen cijfers van de gemeente, aangeleverd door de onderzoeksadviseur op'),
    expect.stringContaining('eigen cijfers van de gemeente, aangeleverd door wie het product beheert op'),
  ]);
});

test('[E175] without an adviser the command line proposes', async () => {
  const file = join(folder, 'voorstel.csv');
  await writeFile(file, `Area_Code;Pct_Rental\n${codeOf(0)};12\n`);
  const before = (await rows(typed)).figures;
  await importFromPath(typed, { kind: 'kwb', file, year: '2024', source: 'Woononderzoek' });
  expect((await rows(typed)).figures).toEqual(before);
  const proposed = (await listDeliveries(typed)).find(({ state }) => state === 'proposed');
  expect(proposed).toMatchObject({ origin: 'command_line', source: { title: 'Woononderzoek' } });
  await expect(importFromPath(typed, { kind: 'kwb', file, year: '2024', takeOver: 'b@example.nl' })).rejects.toThrow(
    'b@example.nl',
  );
});

test('[E160] borders are the same rows, in the same places of the municipality', async () => {
  const feature = (cbsCode: string, at: number) => ({
    type: 'Feature',
    properties: { cbsCode, naam: cbsCode },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [4.8 + at / 100, 52.3],
          [4.81 + at / 100, 52.3],
          [4.81 + at / 100, 52.31],
          [4.8 + at / 100, 52.3],
        ],
      ],
    },
  });
  const features = ['GM0599', 'SD0599A', 'WK0599AB', 'BU0599AB01', 'BU05991092'].map(feature);
  const ways = await bothWays('boundaries', null, JSON.stringify({ type: 'FeatureCollection', features }));
  expect([ways.job.status, ways.refusal]).toEqual(['done', '']);
  expect(ways.typed.areas).toEqual(ways.uploaded.areas);
  expect(ways.typed.areas).toMatchObject([
    { code: codeOf(0) },
    { code: 'BU05991092', parent_code: 'WK059910', district_code: 'WK059910' },
    { code: 'BU0599AB01', parent_code: 'WK0599AB', district_code: 'SD0599A' },
    { code: 'GM0599', parent_code: null, district_code: null },
    { code: 'SD0599A', parent_code: 'GM0599', district_code: 'SD0599A' },
    { code: 'WK0599AB', parent_code: 'SD0599A', district_code: 'SD0599A' },
  ]);
});

test('[E160] a file that is refused leaves nothing, whatever its way in', async () => {
  const before = await rows(uploaded);
  const ways = await bothWays('kwb', 2024, 'Area_Code;Population_Total\nBU0363ZY01;100\nBU0363ZY02;veel\n');
  expect(ways.job.problems).toMatchObject([{ code: 'FIGURES.CELL_UNREADABLE', details: { row: 3, value: 'veel' } }]);
  expect(ways.refusal).toContain('veel');
  expect(ways.uploaded).toEqual(before);
  expect(ways.typed.figures).toEqual(before.figures);
});

test.each([
  ['a zip', 'boundaries', 'PK\u0003\u0004\u0014\u0000\ud83d', 'GEO.NOT_GEOJSON'],
  ['depth', 'boundaries', deepGeoJson(), 'IMPORT.UNREADABLE'],
  ['another kind of file', 'kwb', '{"type": "x", "naam": "De \\"Punt\\""}\n', 'FIGURES.UNKNOWN_FILE'],
  [
    'a row within a cell',
    'kwb',
    'Area_Code;Naam;Population_Total\nBU0363ZY01;"De Punt;1780\nBU0363ZY02;Hoek";1500\n',
    'FIGURES.QUOTES',
  ],
  [
    'quotation marks',
    'kwb',
    'Area_Code;Naam;Population_Total\nBU0363ZY01;"De Punt;1780\nBU0363ZY02;"Hoek;1500\n',
    'FIGURES.QUOTES',
  ],
  [
    'a mark within a cell',
    'kwb',
    'Area_Code;Naam;Population_Total\nBU0363ZY01;Buurt "De Punt";1780\n',
    'FIGURES.QUOTES',
  ],
  [
    'a number that no column holds',
    'kwb',
    `Area_Code;Population_Total\nBU0363ZY01;${'9'.repeat(400)}\n`,
    'FIGURES.CELL_UNREADABLE',
  ],
  ['a sign that no database stores', 'boundaries', bordersNamed('De\0Punt'), 'IMPORT.UNREADABLE'],
] as const)(
  '[E166] %s is refused at once, its upload is gone, and nothing is stored',
  async (_what, kind, text, code) => {
    const before = await rows(uploaded);
    const ways = await bothWays(kind, 2024, text);
    expect(ways.job).toMatchObject({ status: 'refused', problems: [{ code }] });
    expect(ways.refusal).not.toBe('');
    expect(ways.refusal).not.toMatch(/\n\s+at /);
    expect(ways.uploaded).toEqual(before);
    expect((await uploaded.pool.query('select from import_file')).rowCount).toBe(0);
  },
);

test('[E166] a database that is away is no fault of the file: the job is tried again', async () => {
  const body = (async function* () {
    yield Buffer.from('Area_Code;Population_Total\n');
    throw new Error('connection lost');
  })();
  const file = {
    id: randomUUID(),
    kind: 'kwb',
    origin: 'upload',
    fileName: 'x.csv',
    year: 2024,
    title: null,
    broughtBy: null,
  } as const;
  await expect(importFile(uploaded, { ...file, body })).rejects.toThrow('connection lost');
});

/** Borders that are right but for a name. */
function bordersNamed(naam: string): string {
  const coordinates = [
    [
      [4.8, 52.3],
      [4.81, 52.3],
      [4.81, 52.31],
      [4.8, 52.3],
    ],
  ];
  const feature = {
    type: 'Feature',
    properties: { cbsCode: 'BU0363ZY01', naam },
    geometry: { type: 'Polygon', coordinates },
  };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
}

/** Valid JSON of which nobody gets to the bottom. */
function deepGeoJson(): string {
  const depth = 200_000;
  const coordinates = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"cbsCode":"BU0363ZY01"},"geometry":{"type":"Polygon","coordinates":${coordinates}}}]}`;
}
