import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, readImport, saveAccount, startImport } from '@buurtbalans/database';
import { createTestDatabase } from '@buurtbalans/testing';
import { importFile } from '@buurtbalans/workflow/imports';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { importFromPath } from '../../apps/launcher/src/cli/import-from-path.ts';
import { ImportsReadProcessor } from '../../apps/worker/src/jobs/imports-read.processor.ts';

const accountId = randomUUID();
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
  await saveAccount(uploaded, {
    id: accountId,
    email: 'a@example.nl',
    name: 'A',
    role: 'administrator',
    organisationId: null,
    passwordHash: 'x',
  });
  vi.spyOn(console, 'log').mockReturnValue();
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const end of ends) await end();
  await rm(folder, { recursive: true, force: true });
});

const rows = async (db: Database) => ({
  figures: (await db.pool.query('select * from figure order by indicator_id, area_code, year')).rows as object[],
  areas: (await db.pool.query('select * from area order by code')).rows as object[],
});

/** Brings a file in both ways; gives the rows that came of each. */
async function bothWays(kind: 'kwb' | 'boundaries', year: number | null, text: string) {
  const fileName = `${randomUUID()}.txt`;
  await writeFile(join(folder, fileName), text);
  const id = randomUUID();
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  await startImport(uploaded, { id, kind, fileName, year, requestedBy: accountId }, body);
  await new ImportsReadProcessor(uploaded).handle({ importId: id });
  const job = (await readImport(uploaded, id))!;
  const refusal = await importFromPath(typed, {
    kind,
    file: join(folder, fileName),
    year: year === null ? undefined : String(year),
  }).then(
    () => '',
    (error: Error) => error.message,
  );
  return { job, refusal, uploaded: await rows(uploaded), typed: await rows(typed) };
}

test.each([2022, 2023, 2024])('[E160] figures of %i are the same rows, with the same source', async (year) => {
  const codes = Array.from({ length: 3_000 }, (_, at) => `BU0363${at.toString(36).toUpperCase().padStart(4, '0')}`);
  const text = `Area_Code;Population_Total;Avg_Household_Size\n${codes.map((code, at) => `${code};${at};1,5\n`).join('')}`;
  const ways = await bothWays('kwb', year, text);
  expect([ways.job.status, ways.job.stored, ways.refusal]).toEqual(['done', 6_000, '']);
  expect(ways.uploaded.figures.length).toBeGreaterThanOrEqual(6_000);
  expect(ways.typed.figures).toEqual(ways.uploaded.figures);
  expect(ways.typed.figures).toContainEqual(
    expect.objectContaining({ area_code: codes[0], year, source_id: year === 2022 ? 'kwb' : `kwb-${year}` }),
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
    { code: 'BU05991092', parent_code: 'WK059910', district_code: 'SD05991' },
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
  expect(ways.typed).toEqual(before);
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
  await expect(importFile(uploaded, { kind: 'kwb', fileName: 'x.csv', year: 2024, body })).rejects.toThrow(
    'connection lost',
  );
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
