import { listDeliveries, readTrajectory, undoDelivery } from '@buurtbalans/database';
import { DATASETS, loadDataset } from '@buurtbalans/figures';
import { blockOf, defaultTemplate, guardById } from '@buurtbalans/domain';
import { useDatabase } from '@buurtbalans/testing';
import { takePublicFacts } from '@buurtbalans/workflow/documents';
import { expect, it } from 'vitest';
import { demoId } from './demo-ids.ts';
import { loadDemonstration } from './load-demonstration.ts';

const database = useDatabase();
const stories = {
  Geuzenveld: 'intake',
  Oosterparkwijk: 'intake',
  'Slotermeer-Noordoost': 'exchange',
  'Osdorp-Midden': 'plan',
} as const;

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

it('[E182] brings the data sets as deliveries: what they have, under their sources, and nobody puts them back', async () => {
  await loadDemonstration(database.url);
  const sets = await Promise.all(DATASETS.map(async (name) => ({ name, ...(await loadDataset(name)) })));
  const known = sets.flatMap(({ figures }) => figures).filter(({ value }) => value !== null);
  const { rows } = await database.db.pool.query<{ key: string }>(
    `select indicator_id || ' ' || area_code || ' ' || year || ' ' || value::text || ' ' || source_id as key from figure`,
  );
  expect(rows.map(({ key }) => key).sort()).toEqual(
    known.map((one) => `${one.indicatorId} ${one.areaCode} ${one.year} ${one.value} ${one.sourceId}`).sort(),
  );
  const deliveries = await listDeliveries(database.db);
  expect(deliveries.map(({ source }) => source!.id).sort()).toEqual(
    sets
      .flatMap(({ name, figures }) => [...new Set(figures.map(({ sourceId }) => sourceId)), `borders-${name}`])
      .sort(),
  );
  const hashes = new Set(sets.flatMap(({ files }) => [files.figures.sha256, files.areas.sha256]));
  for (const { id, state, origin, sha256, takenOverBy } of deliveries) {
    expect({ state, origin, takenOverBy }).toEqual({ state: 'official', origin: 'product', takenOverBy: null });
    expect(hashes).toContain(sha256);
    expect((await undoDelivery(database.db, id, demoId('onderzoeksadviseur'))).outcome).toBe('kept');
  }
  const borders = deliveries.filter(({ kind }) => kind === 'boundaries');
  expect(borders.map((one) => one.rows).sort()).toEqual(sets.map(({ areas }) => areas.length).sort());
});

it('[E201] tells of a city without stadsdelen: its own city and wijk beside it, and its own credit', async () => {
  await loadDemonstration(database.url);
  const { state, id } = (await readTrajectory(database.db, demoId('trajectory Oosterparkwijk')))!;
  const facts = await takePublicFacts(database.db, id, state);
  expect(facts).toMatchObject({
    districtName: 'Oosterparkwijk',
    bordersCredit: 'CBS en Kadaster, gebiedsindelingen 2024, vereenvoudigd, 2024',
    parks: [],
  });
  const people = facts.figures.find(({ indicatorId }) => indicatorId === 'population.total')!;
  expect(people.city).toMatchObject({ value: 243_768 });
  expect(people.area.value).toBe(people.district.value);
  const amsterdam = (await readTrajectory(database.db, demoId('trajectory Geuzenveld')))!;
  expect((await takePublicFacts(database.db, amsterdam.id, amsterdam.state)).bordersCredit).toBe(
    'Gemeente Amsterdam, gebieden, 2022',
  );
});
