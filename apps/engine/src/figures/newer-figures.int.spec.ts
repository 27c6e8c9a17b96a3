import { randomUUID } from 'node:crypto';
import { readTrajectory, saveAreas } from '@buurtbalans/database';
import type { Role } from '@buurtbalans/domain';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { importFile } from '@buurtbalans/workflow/imports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

const AREA = 'BU0363FA01';
const RENTAL = 'housing.rental';
const ADVISER = { id: '', role: 'research_adviser', organisation: null } as const;
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

/** Figures of one year that an adviser takes over; gives the delivery. */
async function official(year: number, rental: number | string, residents: number, area = AREA): Promise<string> {
  const id = randomUUID();
  const body = (async function* () {
    yield Buffer.from(`Area_Code;Pct_Rental;AantalInwoners_5\n${area};${rental};${residents}\n`);
  })();
  const broughtBy = { ...ADVISER, id: engine.ids.research_adviser };
  await importFile(engine.db, {
    id,
    kind: 'kwb',
    origin: 'upload',
    fileName: 'cijfers.csv',
    year,
    title: null,
    broughtBy,
    body,
  });
  const { replaces } = (await engine.call('GET', `/deliveries/${id}`, { role: 'research_adviser' })).body as {
    replaces: string | null;
  };
  const taken = await engine.call('POST', `/deliveries/${id}/take-over`, {
    role: 'research_adviser',
    body: { replaces },
  });
  expect(taken.status).toBe(200);
  return id;
}

it('[E203] [P33] [P34] a running trajectory keeps the figures that it took, is told of newer ones, and takes them by a command', async () => {
  await official(2024, 60, 1000);
  const { id } = await new StoredTrajectoryDriver(engine.db, {
    facilitatorId: engine.ids.facilitator,
    managerId: engine.ids.programme_manager,
  }).begin('Het plein');
  const give = (command: object, role: Role = 'facilitator') =>
    engine.call('POST', `/trajectories/${id}/commands`, { role, body: envelope(command as { type: string }) });
  const done = async (command: object) => expect((await give(command)).status).toBe(200);
  const figures = async () =>
    (await engine.call('GET', `/trajectories/${id}/figures`, { role: 'facilitator' })).body as {
      items: { indicatorId: string; year: number; area: { value: number | null } }[];
      takenAt: string | null;
      putBack: boolean;
      newer: { indicatorId: string }[] | null;
    };
  const rental = async () => {
    const { year, area } = (await figures()).items.find(({ indicatorId }) => indicatorId === RENTAL)!;
    return [year, area.value];
  };
  const state = async () => (await readTrajectory(engine.db, id))!.state;
  const setArea = { type: 'SetArea', name: 'Vierkant', codes: [AREA], drawn: false, geometry: null };

  // of no area there are no figures to take
  expect((await give({ type: 'TakeFigures' })).body).toMatchObject({ blocks: [{ code: 'guard.areaDrawn' }] });
  await done(setArea);
  await done({ type: 'ChooseIndicator', indicatorId: RENTAL, theme: 'housing', year: 2024 });
  expect([await rental(), await figures()]).toEqual([
    [2024, 60],
    expect.objectContaining({ takenAt: expect.any(String), newer: null }),
  ]);

  // the same year corrected, and a newer one
  await official(2024, 61, 1000);
  const newest = await official(2025, 64, 1010);
  expect(await rental()).toEqual([2024, 60]);
  expect((await figures()).newer).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        indicatorId: RENTAL,
        chosen: true,
        before: { year: 2024, area: expect.objectContaining({ value: 60 }) },
        after: { year: 2025, area: expect.objectContaining({ value: 64 }) },
      }),
      expect.objectContaining({ indicatorId: 'population.total', chosen: false }),
    ]),
  );
  // the same area once more, another year of what it has, and what a sender says of figures bring none of it in
  await done(setArea);
  await done({ type: 'ChooseIndicator', indicatorId: RENTAL, theme: 'housing', year: 2025 });
  expect((await state()).indicators[RENTAL]).toMatchObject({ year: 2025, empty: true });
  await done({ type: 'ChooseIndicator', indicatorId: RENTAL, theme: 'housing', year: 2024 });
  expect(await rental()).toEqual([2024, 60]);
  const before = (await state()).figures!;
  expect((await give({ type: 'TakeFigures' }, 'programme_manager')).body).toMatchObject({ blocks: [{ code: 'role' }] });
  await done({ type: 'TakeFigures', figures: before.hash, years: { [RENTAL]: 2030 }, changed: [], empty: [RENTAL] });

  const { figures: taken, indicators } = await state();
  expect([taken!.hash === before.hash, indicators[RENTAL]]).toEqual([
    false,
    { theme: 'housing', year: 2025, comment: null },
  ]);
  expect([await rental(), (await figures()).newer]).toEqual([[2025, 64], null]);

  // a year that is put back goes to the newest that there is, and what is official then is not called newer
  expect((await engine.call('POST', `/deliveries/${newest}/undo`, { role: 'research_adviser' })).status).toBe(200);
  expect(await figures()).toMatchObject({ putBack: true });
  await done({ type: 'TakeFigures' });
  expect((await state()).indicators[RENTAL]).toEqual({ theme: 'housing', year: 2024, comment: null });
  const again = await official(2025, 64, 1010);
  expect(await figures()).toMatchObject({ putBack: false });
  await done({ type: 'TakeFigures' });

  // an earlier year stays where somebody put it, and what is put back is newer than what the trajectory has
  await done({ type: 'ChooseIndicator', indicatorId: RENTAL, theme: 'housing', year: 2024 });
  expect(await rental()).toEqual([2024, 61]);
  const undone = await engine.call('POST', `/deliveries/${again}/undo`, { role: 'research_adviser' });
  expect(undone.status).toBe(200);
  expect([await rental(), (await figures()).newer]).toEqual([
    [2024, 61],
    [expect.objectContaining({ indicatorId: 'population.total', chosen: false })],
  ]);
  await done({ type: 'TakeFigures' });
  expect([await rental(), (await figures()).newer]).toEqual([[2024, 61], null]);

  // a delivery of elsewhere that was the newest when it took them, and was put back, has nothing to do with these
  const other = {
    code: 'BU0599AA01',
    name: 'Elders',
    level: 'buurt',
    parentCode: 'WK0599AA',
    districtCode: 'SD0599A',
  } as const;
  await engine.db.query
    .transaction()
    .execute((tx) => saveAreas(tx, [{ ...other, geometry: { type: 'Polygon', coordinates: [] } }]));
  const elsewhere = await official(2024, 40, 500, other.code);
  await done({ type: 'TakeFigures' });
  expect((await engine.call('POST', `/deliveries/${elsewhere}/undo`, { role: 'research_adviser' })).status).toBe(200);
  await official(2025, 65, 1020);
  expect(await figures()).toMatchObject({
    putBack: false,
    newer: expect.arrayContaining([expect.objectContaining({ indicatorId: RENTAL })]),
  });
});
