import { listAreas, listDistricts } from '@buurtbalans/database';
import { loadDataset } from '@buurtbalans/figures';
import { useDatabase } from '@buurtbalans/testing';
import { describe, expect, it } from 'vitest';
import { importFile } from './import-file.ts';

const test = useDatabase();

/** Borders as somebody brings them in, of a made-up municipality: a square for each code. */
async function bring(...codes: string[]): Promise<void> {
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
  await importFile(test.db, {
    kind: 'boundaries',
    fileName: 'grenzen.geojson',
    year: null,
    body: (async function* () {
      yield Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
    })(),
  });
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
    await bring('SD0902A');
    expect(await districts('GM0902')).toEqual(['SD0902A']);
    expect((await listAreas(test.db, { level: 'buurt', districtCode: 'SD0902A' })).map(({ code }) => code)).toEqual([
      'BU0902AA01',
    ]);
    // the other municipalities stay as they are
    expect(await districts('GM0901')).toEqual(['WK090100', 'WK090110']);
  });

  it('[E201] of Groningen are its wijken', async () => {
    const { areas } = await loadDataset('groningen');
    await bring(...areas.map(({ code }) => code));
    expect(await districts('GM0014')).toHaveLength(20);
  });
});
