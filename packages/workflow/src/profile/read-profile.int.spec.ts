import { readMunicipality, saveAreas, saveFigures, type StoredArea } from '@buurtbalans/database';
import { useDatabase } from '@buurtbalans/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { readProfile } from './read-profile.ts';

const database = useDatabase();
const RENTAL = 'housing.rental';

const area = (
  code: string,
  level: StoredArea['level'],
  parentCode: string | null,
  districtCode: string | null,
): StoredArea => ({
  code,
  name: code,
  level,
  parentCode,
  districtCode,
  geometry: { type: 'Polygon', coordinates: [] },
});
const figure = (areaCode: string, year: number, value: number) => ({
  indicatorId: RENTAL,
  areaCode,
  year,
  value,
  status: 'present',
  sourceId: 'kwb',
  release: null,
});

/** A trajectory of another municipality than the one that the product comes with. */
const trajectory = (year?: number) => ({
  id: '',
  state: {
    area: { codes: ['BU0599AA01'] } as never,
    districtCode: 'SD0599A',
    indicators: year === undefined ? {} : ({ [RENTAL]: { year, comment: null } } as never),
  },
});

beforeAll(async () => {
  await database.db.query.transaction().execute(async (tx) => {
    await saveAreas(tx, [
      area('GM0363', 'gemeente', null, null),
      area('GM0599', 'gemeente', null, null),
      area('SD0599A', 'stadsdeel', 'GM0599', 'SD0599A'),
      area('WK0599AA', 'wijk', 'SD0599A', 'SD0599A'),
      area('BU0599AA01', 'buurt', 'WK0599AA', 'SD0599A'),
      // of a file without districts
      area('BU0014BB01', 'buurt', 'WK0014BB', 'SD0014B'),
      area('GM0014', 'gemeente', null, null),
    ]);
    await saveFigures(tx, [
      figure('BU0599AA01', 2023, 60),
      figure('BU0599AA01', 2024, 61),
      figure('GM0599', 2023, 50),
      figure('GM0599', 2024, 51),
      figure('GM0363', 2024, 99),
    ]);
  });
});

describe('a profile', () => {
  it('[E162] has the city in which its neighbourhood lies, and no other', async () => {
    const [entry] = await readProfile(database.db, trajectory());
    expect(entry).toMatchObject({
      comparison: { year: 2024, area: { value: 61 }, city: { value: 51 } },
      chosen: undefined,
    });
  });

  it('[E162] finds it by the table, also where no district stands between them; without one there is none', async () => {
    expect(await readMunicipality(database.db, ['SD0599A', 'BU0599AA01'])).toBe('GM0599');
    expect(await readMunicipality(database.db, ['SD0014B', 'BU0014BB01'])).toBe('GM0014');
    expect(await readMunicipality(database.db, ['SD0777A', 'BU0777AA01'])).toBeUndefined();
  });

  it('[P9] has what is published of a wijk only for exactly its neighbourhoods', async () => {
    const of = async (codes: string[], drawn = false) => {
      const area = { codes, drawn } as never;
      const [entry] = await readProfile(database.db, {
        id: '',
        state: { area, districtCode: 'SD0599A', indicators: {} },
      });
      return entry!.comparison.area;
    };
    await database.db.query.transaction().execute((tx) => saveFigures(tx, [figure('WK0599AA', 2024, 77)]));
    expect(await of(['BU0599AA01'])).toEqual({ value: 77, status: 'present', derived: false });
    expect(await of(['BU0599AA01'], true)).toMatchObject({ value: 61 });
    expect(await of(['BU0599AA01', 'BU0014BB01'])).not.toMatchObject({ value: 77 });
  });

  it('[E161] is of the chosen year, or else the latest', async () => {
    const [entry] = await readProfile(database.db, trajectory(2023));
    expect(entry).toMatchObject({
      comparison: { year: 2023, area: { value: 60 }, city: { value: 50 } },
      chosen: { year: 2023 },
    });
    expect((await readProfile(database.db, trajectory(1999)))[0]).toMatchObject({ comparison: { year: 2024 } });
  });
});
