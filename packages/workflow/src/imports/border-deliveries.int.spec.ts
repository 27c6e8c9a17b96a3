import { randomUUID } from 'node:crypto';
import { listAreaChanges, readProposal, saveAccount, takeOverDelivery, undoDelivery } from '@buurtbalans/database';
import type { AreaGeometry } from '@buurtbalans/domain';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { expect, it } from 'vitest';
import { importFile } from './import-file.ts';

const database = useDatabase();
const adviser = randomUUID();

const feature = (cbsCode: string, east = 0, naam = cbsCode) => ({
  type: 'Feature',
  properties: { cbsCode, naam },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [4.8 + east, 52.3],
        [4.81 + east, 52.3],
        [4.81 + east, 52.31],
        [4.8 + east, 52.3],
      ],
    ],
  },
});

async function offered(...features: object[]) {
  const id = randomUUID();
  const body = (async function* () {
    yield Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  })();
  await importFile(database.db, {
    id,
    kind: 'boundaries',
    origin: 'upload',
    fileName: 'grenzen.geojson',
    year: null,
    title: null,
    broughtBy: null,
    body,
  });
  return (await readProposal(database.db, id))!;
}
const areas = async () => (await database.db.pool.query<{ code: string }>('select * from area order by code')).rows;
const codes = async () => (await areas()).map(({ code }) => code);

it('[E181] borders are proposed, compared, taken over and put back', async () => {
  await saveAccount(database.db, {
    id: adviser,
    email: 'a@example.nl',
    name: 'A',
    role: 'research_adviser',
    organisationId: null,
    passwordHash: 'x',
  });
  const decide = (delivery: { id: string; replaces: string | null }, erases = false) =>
    takeOverDelivery(database.db, delivery.id, { by: adviser, replaces: delivery.replaces, erases });
  const first = await offered(
    feature('GM0363'),
    feature('BU0363FA01'),
    feature('BU0363FA02', 0.01),
    feature('BU0363FA03', 0.02),
  );
  expect(first.difference).toEqual({ kind: 'boundaries', added: 4, changed: 0, same: 0, gone: 0, usedBy: 0 });
  expect(await areas()).toEqual([]);
  expect((await decide(first)).outcome).toBe('done');
  const before = await areas();
  const trajectory = await new StoredTrajectoryDriver(database.db, {
    facilitatorId: randomUUID(),
    managerId: randomUUID(),
  }).begin('Het plein');
  const geometry: AreaGeometry = { type: 'MultiPolygon', coordinates: [] };
  await trajectory.do({ type: 'SetArea', name: 'x', codes: ['BU0363FA02'], geometry, drawn: false });

  const second = await offered(feature('BU0363FA01', 0.05), feature('BU0363FA09', 0.06), feature('BU0014AA01', 0.2));
  expect(second.difference).toEqual({ kind: 'boundaries', added: 2, changed: 1, same: 0, gone: 2, usedBy: 1 });
  const listed = async (kind: 'added' | 'changed' | 'gone') =>
    (await listAreaChanges(database.db.query, second.id, { kind, offset: 0, limit: 10 })).map(
      ({ areaCode }) => areaCode,
    );
  expect([await listed('added'), await listed('changed'), await listed('gone')]).toEqual([
    ['BU0014AA01', 'BU0363FA09'],
    ['BU0363FA01'],
    ['BU0363FA02', 'BU0363FA03'],
  ]);
  expect((await decide(second, true)).outcome).toBe('done');
  // what a trajectory has chosen stays, and so does what the file says nothing of
  expect(await codes()).toEqual(['BU0014AA01', 'BU0363FA01', 'BU0363FA02', 'BU0363FA09', 'GM0363']);
  expect((await undoDelivery(database.db, first.id, adviser)).outcome).toBe('not_newest');
  expect((await undoDelivery(database.db, second.id, adviser)).outcome).toBe('done');
  expect(await areas()).toEqual(before);

  const third = await offered(feature('BU0363FA01', 0.05));
  expect((await decide(third)).outcome).toBe('done');
  expect(await codes()).toEqual(before.map(({ code }) => code));

  const fourth = await offered(feature('BU0363FA10', 0.07), feature('BU0363FA11', 0.08));
  expect((await decide(fourth)).outcome).toBe('done');
  await trajectory.do({ type: 'SetArea', name: 'x', codes: ['BU0363FA10'], geometry, drawn: false });
  expect((await undoDelivery(database.db, fourth.id, adviser)).outcome).toBe('done');
  // what was chosen since stays
  expect(await codes()).toEqual([...before.map(({ code }) => code), 'BU0363FA10'].sort());
});
