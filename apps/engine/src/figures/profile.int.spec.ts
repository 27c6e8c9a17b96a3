import { readTrajectory, readTrajectoryVersion, saveAreas, saveFigures, type StoredArea } from '@buurtbalans/database';
import { indicators } from '@buurtbalans/figures';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

const YEARS = [2022, 2023, 2024];
const CHOSEN = { 'housing.rental': 2023, 'population.total': 2022, 'population.household_size': 2024 };

const ELSEWHERE: StoredArea = {
  code: 'BU0363FA02',
  name: 'Hoek',
  level: 'buurt',
  parentCode: 'WK0363FA',
  districtCode: 'SD0363F',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [4.83, 52.37],
        [4.84, 52.37],
        [4.84, 52.38],
        [4.83, 52.37],
      ],
    ],
  },
};

describe('the profile of an area', () => {
  let engine: EngineUnderTest;

  beforeAll(async () => {
    engine = await startEngineUnderTest();
    const figures = indicators.flatMap(({ id }, at) =>
      YEARS.flatMap((year) =>
        ['BU0363FA01', 'GM0363'].map((areaCode, place) => ({
          indicatorId: id,
          areaCode,
          year,
          value: 100 + at + place + (year - 2022) / 10,
          status: 'present',
          sourceId: `kwb-${year}`,
          release: null,
        })),
      ),
    );
    await engine.db.query.transaction().execute((tx) => saveFigures(tx, figures));
  });
  afterAll(() => engine.stop());

  it('[E161] is the same on the screen and in a document', async () => {
    const trajectory = await new StoredTrajectoryDriver(engine.db, {
      facilitatorId: engine.ids.facilitator,
      managerId: engine.ids.programme_manager,
    }).begin('Het plein');
    await trajectory.do({
      type: 'SetArea',
      name: 'Vierkant',
      codes: ['BU0363FA01'],
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4.82, 52.37],
            [4.83, 52.37],
            [4.83, 52.38],
            [4.82, 52.37],
          ],
        ],
      },
      drawn: false,
    });
    for (const [indicatorId, year] of Object.entries(CHOSEN)) {
      const { theme } = indicators.find(({ id }) => id === indicatorId)!;
      await trajectory.do({ type: 'ChooseIndicator', indicatorId, theme, year });
    }
    const answer = await engine.call('GET', `/trajectories/${trajectory.id}/figures`, { role: 'facilitator' });
    const items = answer.body['items'] as { indicatorId: string; chosen: boolean; year: number; city: object }[];
    expect(items.length).toBeGreaterThan(Object.keys(CHOSEN).length);
    const shown = items
      .filter(({ chosen }) => chosen)
      .map(({ indicatorId, year, ...one }) => ({ indicatorId, year, ...only(one, 'area', 'district', 'city') }));
    expect(Object.fromEntries(shown.map(({ indicatorId, year }) => [indicatorId, year]))).toEqual(CHOSEN);
    const version = await readTrajectoryVersion(engine.db, trajectory.id);
    const snapshot = await takeSnapshot(engine.db, trajectory.id, { asOf: version! }, null);
    const told = snapshot.indicators.map(({ indicatorId, year, ...one }) => ({
      indicatorId,
      year,
      ...only(one, 'area', 'district', 'city'),
    }));
    expect(told).toEqual(shown);
    expect(told.every(({ city }) => (city as { value: number | null }).value !== null)).toBe(true);
  });

  it('[T5] knows of a chosen indicator whether the area has a figure of it, whatever the sender says', async () => {
    const trajectory = await new StoredTrajectoryDriver(engine.db, {
      facilitatorId: engine.ids.facilitator,
      managerId: engine.ids.programme_manager,
    }).begin('De hoek');
    const choose = (year: number) =>
      engine.call('POST', `/trajectories/${trajectory.id}/commands`, {
        role: 'facilitator',
        body: envelope({ type: 'ChooseIndicator', indicatorId: 'housing.rental', theme: 'youth', year, empty: true }),
      });
    const chosen = async () => (await readTrajectory(engine.db, trajectory.id))!.state.indicators['housing.rental'];
    expect((await choose(2024)).status).toBe(200);
    // without an area there is none
    expect(await chosen()).toMatchObject({ theme: 'housing', empty: true });
    const set = await engine.call('POST', `/trajectories/${trajectory.id}/commands`, {
      role: 'facilitator',
      body: envelope({ type: 'SetArea', name: 'x', codes: ['BU0363FA01'], drawn: false, geometry: null }),
    });
    expect(set.status).toBe(200);
    // nothing is chosen anew: the area has it
    expect(await chosen()).toEqual({ theme: 'housing', year: 2024, comment: null });
    await choose(2024);
    expect(await chosen()).toEqual({ theme: 'housing', year: 2024, comment: null });
    await choose(2099);
    expect(await chosen()).toMatchObject({ year: 2099, empty: true });
    await choose(2024);
    expect(await chosen()).not.toHaveProperty('empty');
    // an area of which the tables have nothing
    await engine.db.query.transaction().execute((tx) => saveAreas(tx, [ELSEWHERE]));
    const elsewhere = await engine.call('POST', `/trajectories/${trajectory.id}/commands`, {
      role: 'facilitator',
      body: envelope({ type: 'SetArea', name: 'y', codes: [ELSEWHERE.code], drawn: false, geometry: null, empty: [] }),
    });
    expect(elsewhere.status).toBe(200);
    expect(await chosen()).toMatchObject({ year: 2024, empty: true });
  });
});

const only = <T extends object, K extends string>(from: T, ...names: readonly K[]): Record<K, unknown> =>
  Object.fromEntries(names.map((name) => [name, (from as Record<string, unknown>)[name]])) as Record<K, unknown>;
