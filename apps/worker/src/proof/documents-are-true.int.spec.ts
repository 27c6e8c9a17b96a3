import { randomUUID } from 'node:crypto';
import { type Database, openDatabase, saveAreas, saveFigures, saveParks } from '@buurtbalans/database';
import { loadDataset } from '@buurtbalans/figures';
import { RenderProcess } from '@buurtbalans/reports';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReportsRenderProcessor } from '../jobs/reports-render.processor.ts';
import { type Ground, plan, sharedPicture } from './documents-in-print.testing.ts';
import { dutchMoment } from './dutch.testing.ts';
import { figureRows } from './figure-rows.testing.ts';
import { toldBy } from './journal-rows.testing.ts';
import { mapCredits } from './map-in-print.testing.ts';
import { aroundPages, type Printed, Reading } from './printed.testing.ts';
import { type Size, ToldTrajectory } from './told-trajectory.testing.ts';
import { whatStands } from './what-stands.testing.ts';

let test: TestDatabase;
let db: Database;
let owner: pg.Client;
const apart = new RenderProcess();

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url });
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  const data = await loadDataset('amsterdam');
  const areas = data.areas.filter(({ districtCode, level }) => districtCode === 'SD0363F' || level === 'gemeente');
  const codes = new Set(areas.map(({ code }) => code));
  await db.query.transaction().execute(async (tx) => {
    await saveAreas(tx, areas);
    await saveFigures(
      tx,
      data.figures.filter(({ areaCode }) => codes.has(areaCode)),
    );
    await saveParks(tx, data.parks);
  });
  // borders of some came with a file that says whose they are, and figures of some with the name of their release
  await owner.query(
    `with file as (insert into delivery (id, kind, state, origin, file_name, bytes, source, years)
       values (gen_random_uuid(), 'boundaries', 'official', 'upload', 'x', 1, '{"credit": "Bron: Gemeente, gebieden"}', '[2022]')
       returning id)
     update area set delivery_id = file.id from file where code like 'BU0363FD%'`,
  );
  await owner.query(`update figure set release = 'van 12 maart 2025' where indicator_id like 'housing.%'`);
});
afterAll(async () => {
  apart.close();
  await owner.end();
  await db.close();
  await test.drop();
});

/** Makes a document as the worker does, and gathers what the database has about it. */
async function made(trajectory: ToldTrajectory, reportId: string): Promise<Ground> {
  await new ReportsRenderProcessor(db, apart).handle({ trajectoryId: trajectory.id, reportId });
  const told = await toldBy(owner, trajectory.id, reportId);
  const stands = whatStands(told);
  const { rows: names } = await owner.query<{ code: string; name: string }>(
    `select code, name from area where code = any($1) order by code`,
    [[...stands.area.codes, stands.district]],
  );
  return {
    told,
    stands,
    figures: await figureRows(owner, { codes: stands.area.codes, district: stands.district, chosen: stands.chosen }),
    district: names.find(({ code }) => code === stands.district)!.name,
    neighbourhoods: names.filter(({ code }) => code !== stands.district).map(({ name }) => name),
    credits: await mapCredits(owner, stands),
  };
}

/** Reads it from its first sign to its last, with what stands around each page. */
function read(title: string, { told, stands }: Ground, printed: readonly Printed[]): void {
  const { body, pages, shownAt } = told.document;
  new Reading(body).along(`${title}${stands.name}`, printed, 'Inhoud');
  const signs = (text: string) => text.replace(/\s/gu, '');
  const { heads, feet } = aroundPages(body);
  const head = `${title}: ${stands.name}${printed[0]!.kind === 'text' ? printed[0]!.text : ''}`;
  expect(heads).toEqual(Array.from({ length: pages }, (_, page) => (page === 0 ? '' : signs(head))));
  expect(feet).toEqual(
    Array.from({ length: pages }, (_, page) =>
      signs(`${stands.name} · stand van ${dutchMoment(shownAt)} ${page + 1} van ${pages}`),
    ),
  );
}

const SMALL: Size = {
  name: 'Klein traject',
  codes: ['BU0363FB08', 'BU0363FC01'],
  indicators: [
    ['population.total', 2024],
    ['population.density', 2024],
    ['population.urbanisation', 2024],
    ['housing.rental', 2024],
    ['safety_nuisance.offences_per_1000', 2024],
  ],
  organisations: 3,
  meetings: 1,
  residents: 2,
  findings: 3,
  actions: 1,
  invented: false,
};
const LARGE: Size = {
  name: 'Groot traject',
  codes: ['BU0363FD01', 'BU0363FD02', 'BU0363FD03', 'BU0363FD04'],
  indicators: [
    ['population.total', 2024],
    ['population.households', 2024],
    ['population.household_size', 2024],
    ['population.density', 2024],
    ['housing.property_value', 2024],
    ['housing.owner_occupied', 2024],
    ['housing.rental', 2024],
    ['housing.single_family', 2024],
    ['liveability.unoccupied_homes', 2024],
    ['safety_nuisance.offences', 2023],
    ['safety_nuisance.offences_per_1000', 2024],
    ['care_wellbeing.good_health', 2024],
    ['care_wellbeing.gp_distance', 2024],
    ['work_income.household_income', 2023],
    ['work_income.lowest_40', 2023],
    ['public_space.land_area', 2024],
    ['facilities.cafes_1km', 2024],
    ['youth.primary_school_distance', 2024],
  ],
  organisations: 14,
  meetings: 5,
  residents: 60,
  findings: 12,
  actions: 6,
  invented: true,
};

describe('[R131] every number and sentence in print, and nothing else, is what the database says', () => {
  it.each([SMALL, LARGE])('of $name: picture and plan', async (size) => {
    const people = { facilitatorId: randomUUID(), managerId: randomUUID() };
    const trajectory = await new ToldTrajectory(db, size, people).approved();
    const first = await made(trajectory, await trajectory.asked('shared-picture'));
    read('Gedeeld beeld', first, sharedPicture(first));
    await trajectory.agreed();
    const agreed = await made(trajectory, await trajectory.asked('plan'));
    read('Plan van aanpak', agreed, plan(agreed));
    // nobody changed the picture, but whoever was to be asked has been
    const later = await made(trajectory, await trajectory.asked('shared-picture'));
    expect([first.told.document.standing, later.told.document.standing]).toEqual([1, 2]);
    read('Gedeeld beeld', later, sharedPicture(later));
    const { rows } = await owner.query(
      `select count(*)::int as cards, count(distinct writer)::int as writers
         from resident_contribution c join resident_writer w on w.contribution_id = c.id where trajectory_id = $1`,
      [trajectory.id],
    );
    expect(rows).toEqual([{ cards: size.meetings * size.residents, writers: size.meetings * size.residents }]);
  });
});
