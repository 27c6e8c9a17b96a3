import { createHash, randomUUID } from 'node:crypto';
import {
  beginReport,
  finishReport,
  listAreas,
  readTrajectory,
  saveAreas,
  saveFigures,
  saveParks,
  takeOverDelivery,
  undoDelivery,
} from '@buurtbalans/database';
import type { AreaGeometry, DocumentKind } from '@buurtbalans/domain';
import { indicators } from '@buurtbalans/figures';
import { compose, partsOf, toGeoJson, toSpreadsheet } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { importFile } from '@buurtbalans/workflow/imports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

const AREA = 'BU0363FA01';
const CHOSEN = ['population.total', 'housing.rental'];
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await startEngineUnderTest();
  await imported(1);
  const { trajectory } = engine;
  await trajectory.approved();
  for (const indicatorId of CHOSEN) {
    const { theme } = indicators.find(({ id }) => id === indicatorId)!;
    await trajectory.do({ type: 'ChooseIndicator', indicatorId, theme, year: 2024 });
  }
});
afterAll(() => engine.stop());

/** A file with other numbers for the same year; the second time with another border, another name and another park, too. */
async function imported(factor: number): Promise<void> {
  await engine.db.query.transaction().execute(async (tx) => {
    await saveFigures(
      tx,
      CHOSEN.flatMap((indicatorId, at) =>
        [AREA, 'GM0363'].map((areaCode) => ({
          indicatorId,
          areaCode,
          year: 2024,
          value: factor * (50 + at),
          status: 'present',
          sourceId: 'kwb-2024',
          release: `file ${factor}`,
        })),
      ),
    );
  });
  if (factor === 1) return;
  const areas = await listAreas(engine.db, { level: 'buurt' });
  const area = areas.find(({ code }) => code === AREA)!;
  const geometry: AreaGeometry = {
    type: 'Polygon',
    coordinates: [
      [
        [4.82, 52.37],
        [4.84, 52.37],
        [4.84, 52.39],
        [4.82, 52.37],
      ],
    ],
  };
  await engine.db.query.transaction().execute(async (tx) => {
    await saveAreas(tx, [{ ...area, name: `Buurt ${factor}`, geometry }]);
    await saveParks(tx, [{ id: `park-${factor}`, name: `Park ${factor}`, geometry }]);
  });
}

const give = async (command: object): Promise<void> => {
  const { status, body } = await engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
    role: 'facilitator',
    body: envelope(command),
  });
  expect([status, body]).toEqual([200, expect.anything()]);
};
const reportOf = async (reportId: string) =>
  (await readTrajectory(engine.db, engine.trajectory.id))!.state.reports[reportId]!;

/** Asks for a document as a screen does, and has it made. */
async function asked(document: DocumentKind): Promise<string> {
  const reportId = randomUUID();
  await give({ type: 'RequestReport', reportId, document, format: 'html', language: 'nl', facts: 'f'.repeat(64) });
  const attempt = (await beginReport(engine.db, engine.trajectory.id, reportId))!;
  const body = Buffer.from('<!doctype html><title>x</title>');
  const sha256 = createHash('sha256').update(body).digest('hex');
  await finishReport(engine.db, reportId, attempt, {
    mime: 'text/html; charset=utf-8',
    fileName: 'x.html',
    body,
    sha256,
    pages: 1,
  });
  await engine.trajectory.do(
    { type: 'RecordReport', reportId, outcome: 'rendered', sha256, pages: 1 },
    { role: 'system' },
  );
  return reportId;
}
const snapshotOf = async (reportId: string) =>
  takeSnapshot(engine.db, engine.trajectory.id, await reportOf(reportId), null);

const hash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** Every form of a document that is made when it is asked for: as it has to be, and as it is given. */
async function formsOf(reportId: string): Promise<string[]> {
  const [snapshot, { document, language }] = [await snapshotOf(reportId), await reportOf(reportId)];
  const { title, blocks } = compose(snapshot, document, language);
  return [
    hash(toSpreadsheet(snapshot, document, language).body),
    hash(toGeoJson(snapshot, document).body),
    JSON.stringify([title, blocks, partsOf(snapshot, document, language)]),
  ];
}
async function given(reportId: string, as: 'xlsx' | 'geojson'): Promise<string> {
  const path = `${engine.base}/trajectories/${engine.trajectory.id}/reports/${reportId}/data?as=${as}`;
  const answer = await fetch(path, { headers: { cookie: engine.cookies.facilitator } });
  return hash(Buffer.from(await answer.arrayBuffer()));
}

describe('[R100] what a document rests on', () => {
  it('stays as it was approved, whatever is imported, in every form and for every later request', async () => {
    const concept = await asked('shared-picture');
    const conceptForms = await formsOf(concept);
    await give({ type: 'ApproveSharedPicture', changes: '' });
    let last = await asked('shared-picture');
    const { indicators: figures, area } = await snapshotOf(last);
    expect(figures.find(({ indicatorId }) => indicatorId === CHOSEN[0])).toMatchObject({
      area: { value: 50 },
      source: { release: 'file 1' },
    });
    for (const factor of [2, 3]) {
      const forms = await formsOf(last);
      await imported(factor);
      expect(await formsOf(last)).toEqual(forms);
      expect(await formsOf(concept)).toEqual(conceptForms);
      expect([await given(last, 'xlsx'), await given(last, 'geojson')]).toEqual(forms.slice(0, 2));
      // the state forgets the one before it
      last = await asked('shared-picture');
      expect(await snapshotOf(last)).toMatchObject({ indicators: figures, area });
    }
    expect([await given(concept, 'xlsx'), await given(concept, 'geojson')]).toEqual(conceptForms.slice(0, 2));
  });

  it('[E178] stays when a delivery is taken over, and when it is put back', async () => {
    const documents = [await asked('shared-picture'), await asked('plan')];
    const forms = await Promise.all(documents.map(formsOf));
    const id = randomUUID();
    const body = (async function* () {
      yield Buffer.from(`Codering_3;AantalInwoners_5;HuurwoningenTotaal_41\n${AREA};777;99\nGM0363;;1\n`);
    })();
    const file = { id, kind: 'kwb', origin: 'upload', fileName: 'x.csv', year: 2024, title: null } as const;
    await importFile(engine.db, { ...file, broughtBy: null, body });
    const by = engine.ids.research_adviser;
    expect(await takeOverDelivery(engine.db, id, { by, replaces: null, erases: true })).toMatchObject({
      outcome: 'done',
    });
    // it is official: what is asked for anew of the area shows it
    expect((await snapshotOf(await asked('profile'))).indicators[0]).toMatchObject({ area: { value: 777 } });
    expect(await Promise.all(documents.map(formsOf))).toEqual(forms);
    expect(await undoDelivery(engine.db, id, by)).toMatchObject({ outcome: 'done' });
    expect(await Promise.all(documents.map(formsOf))).toEqual(forms);
    expect((await snapshotOf(await asked('profile'))).indicators[0]).not.toMatchObject({ area: { value: 777 } });
  });

  it('is what is known now for a profile, and for a picture that is approved anew', async () => {
    const now = { area: { value: 150 }, source: { release: 'file 3' } };
    const total = async (reportId: string) =>
      (await snapshotOf(reportId)).indicators.find(({ indicatorId }) => indicatorId === CHOSEN[0]);
    expect(await total(await asked('profile'))).toMatchObject(now);
    await give({ type: 'ApproveSharedPicture', changes: 'Nieuwe cijfers.' });
    expect(await total(await asked('plan'))).toMatchObject(now);
  });

  it('is kept once, read by the worker alone, and counts as the server says and not the sender', async () => {
    const { rows } = await engine.db.pool.query<{ hash: string }>(
      `select distinct data ->> 'facts' as hash from journal where data ? 'facts' order by 1`,
    );
    expect(rows.map(({ hash }) => hash)).not.toContain('f'.repeat(64));
    await expect(engine.db.pool.query('select hash from public_facts')).rejects.toThrow('permission denied');
    const kept = await engine.db.asRole({ role: 'bb_worker', trajectoryId: engine.trajectory.id }, (tx) =>
      tx.selectFrom('public_facts').select('hash').orderBy('hash').execute(),
    );
    expect(kept).toEqual(rows);
  });
});
