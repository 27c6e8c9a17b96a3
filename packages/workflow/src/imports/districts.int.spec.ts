import { randomUUID } from 'node:crypto';
import {
  listAreas,
  listDistricts,
  readProposal,
  saveAccount,
  takeOverDelivery,
  undoDelivery,
} from '@buurtbalans/database';
import { loadDataset } from '@buurtbalans/figures';
import { useDatabase } from '@buurtbalans/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { importFile } from './import-file.ts';

const test = useDatabase();
const account = randomUUID();
beforeAll(() =>
  saveAccount(test.db, {
    id: account,
    email: 'adviseur@voorbeeld.test',
    name: 'Adviseur',
    role: 'research_adviser',
    organisationId: null,
    passwordHash: '',
  }),
);

/** Borders as somebody brings them in, of a made-up municipality: a square for each code. */
async function propose(...codes: string[]): Promise<string> {
  const features = codes.map((code, index) => {
    const [x, y] = [5 + index / 100, 52];
    const ring = [
      [x, y],
      [x + 0.01, y],
      [x + 0.01, y + 0.01],
      [x, y + 0.01],
      [x, y],
    ];
    return {
      type: 'Feature',
      properties: { code, naam: `naam ${code}` },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const id = randomUUID();
  await importFile(test.db, {
    id,
    kind: 'boundaries',
    origin: 'upload',
    title: null,
    broughtBy: null,
    fileName: 'grenzen.geojson',
    year: null,
    body: (async function* () {
      yield Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
    })(),
  });
  return id;
}

/** The same, and taken over. */
async function bring(...codes: string[]): Promise<string> {
  const id = await propose(...codes);
  const { replaces } = (await readProposal(test.db, id))!;
  expect((await takeOverDelivery(test.db, id, { by: null, replaces, erases: false })).outcome).toBe('done');
  return id;
}
const districts = async (municipality: string) =>
  (await listDistricts(test.db)).filter((one) => one.municipality?.code === municipality).map(({ code }) => code);

describe('districts', () => {
  it('[E201] are the wijken of a municipality that has no stadsdelen', async () => {
    await bring('GM0901', 'WK090100', 'WK090110', 'BU09010001', 'BU09011001', 'BU09011002');
    expect(await districts('GM0901')).toEqual(['WK090100', 'WK090110']);
    expect((await listAreas(test.db, { level: 'buurt', districtCode: 'WK090110' })).map(({ code }) => code)).toEqual([
      'BU09011001',
      'BU09011002',
    ]);
  });

  it('[E201] are its stadsdelen where it has them, also when these come last', async () => {
    await bring('GM0902', 'WK0902AA', 'BU0902AA01');
    expect(await districts('GM0902')).toEqual(['WK0902AA']);
    const last = await bring('SD0902A');
    expect(await districts('GM0902')).toEqual(['SD0902A']);
    expect((await listAreas(test.db, { level: 'buurt', districtCode: 'SD0902A' })).map(({ code }) => code)).toEqual([
      'BU0902AA01',
    ]);
    // the same file again changes nothing
    const again = await propose('GM0902', 'WK0902AA', 'BU0902AA01');
    expect((await readProposal(test.db, again))!.difference).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect((await undoDelivery(test.db, last, account)).outcome).toBe('done');
    expect(await districts('GM0902')).toEqual(['WK0902AA']);
    // the other municipalities stay as they are
    expect(await districts('GM0901')).toEqual(['WK090100', 'WK090110']);
  });

  it('[E201] of Groningen are its wijken', async () => {
    const { areas } = await loadDataset('groningen');
    await bring(...areas.map(({ code }) => code));
    expect(await districts('GM0014')).toHaveLength(20);
  });
});
