import { listDeliveries, readTrajectory, undoDelivery } from '@buurtbalans/database';
import { loadAmsterdam } from '@buurtbalans/figures';
import { blockOf, defaultTemplate, guardById } from '@buurtbalans/domain';
import { useDatabase } from '@buurtbalans/testing';
import { expect, it } from 'vitest';
import { demoId } from './demo-ids.ts';
import { loadDemonstration } from './load-demonstration.ts';

const database = useDatabase();
const stories = { Geuzenveld: 'intake', 'Slotermeer-Noordoost': 'exchange', 'Osdorp-Midden': 'plan' } as const;

/** Whether the method still takes the data set's figures on this day; `npm run test:days` asks in a year in which it does not. */
const areFiguresCurrent =
  new Date().getUTCFullYear() <= 2024 + guardById(defaultTemplate, 'indicator-per-theme')!.maxAgeYears!;

it('loads on any day, and goes as far as the rules let it: once its figures are too old, stories wait in their intake, which says so', async () => {
  expect(await loadDemonstration(database.url)).toHaveLength(6);
  // a second start finds what is there
  await loadDemonstration(database.url);
  for (const [name, phase] of Object.entries(stories)) {
    const { state } = (await readTrajectory(database.db, demoId(`trajectory ${name}`)))!;
    expect([name, state.phase]).toEqual([name, areFiguresCurrent ? phase : 'intake']);
    const block = blockOf(state, guardById(defaultTemplate, 'indicator-per-theme')!, new Date().toISOString());
    expect(block?.code).toBe(areFiguresCurrent ? undefined : 'guard.indicatorPerTheme');
  }
});

it('[E182] brings the data set as deliveries: what it has, under its sources, and nobody puts it back', async () => {
  await loadDemonstration(database.url);
  const { figures, areas, files } = await loadAmsterdam();
  const known = figures.filter(({ value }) => value !== null);
  const { rows } = await database.db.pool.query<{ key: string }>(
    `select indicator_id || ' ' || area_code || ' ' || year || ' ' || value::text || ' ' || source_id as key from figure`,
  );
  expect(rows.map(({ key }) => key).sort()).toEqual(
    known.map((one) => `${one.indicatorId} ${one.areaCode} ${one.year} ${one.value} ${one.sourceId}`).sort(),
  );
  const deliveries = await listDeliveries(database.db);
  expect(deliveries.map(({ source }) => source!.id).sort()).toEqual(
    [...new Set(figures.map(({ sourceId }) => sourceId)), 'borders'].sort(),
  );
  for (const { id, state, origin, sha256, kind, takenOverBy } of deliveries) {
    const { sha256: whole } = kind === 'kwb' ? files.figures : files.areas;
    expect({ state, origin, sha256, takenOverBy }).toEqual({
      state: 'official',
      origin: 'product',
      sha256: whole,
      takenOverBy: null,
    });
    expect((await undoDelivery(database.db, id, demoId('onderzoeksadviseur'))).outcome).toBe('kept');
  }
  expect(deliveries.find(({ kind }) => kind === 'boundaries')!.rows).toBe(areas.length);
});
