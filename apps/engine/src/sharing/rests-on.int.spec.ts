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
import type { AreaGeometry, DocumentKind, ReportState } from '@buurtbalans/domain';
import { indicators } from '@buurtbalans/figures';
import { composeChanges, partsOf, renderDocument, renderHtml, toGeoJson, toSpreadsheet } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { importFile } from '@buurtbalans/workflow/imports';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';
import { AfterApproval, DEEDS } from './after-approval.testing.ts';

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
const snapshotOf = async (reportId: string) => snapshotAs(await reportOf(reportId));
const snapshotAs = async (report: ReportState) => takeSnapshot(engine.db, engine.trajectory.id, report, null);

const hash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** Every form of a document, made anew: tables, places, page, parts to react to, print, and what changed since an earlier one. */
const formsOf = async (reportId: string): Promise<string[]> => formsAs(await reportOf(reportId));
async function formsAs(report: ReportState, earlier?: ReportState): Promise<string[]> {
  const { document, language } = report;
  const [snapshot, before] = await Promise.all([snapshotAs(report), earlier && snapshotAs(earlier)]);
  const [html, pdf] = [
    await renderDocument({ snapshot, document, language, format: 'html' }),
    await renderDocument({ snapshot, document, language, format: 'pdf' }),
  ];
  return [
    hash(toSpreadsheet(snapshot, document, language).body),
    hash(toGeoJson(snapshot, document).body),
    html.body.toString(),
    JSON.stringify(partsOf(snapshot, document, language)),
    hash(pdf.body),
    ...(before ? [renderHtml(composeChanges(before, snapshot, document, language))] : []),
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

describe('[R132] whatever is imported, taken back, said otherwise, put back or disagreed after an approval', () => {
  const names = Object.keys(DEEDS) as (keyof typeof DEEDS)[];
  /** Each once, so that whatever can be done is done after an approval: told first, then taken back, then agreed upon. */
  const each: [keyof typeof DEEDS, number][] = [
    ...([
      'released',
      'recorded',
      'imported',
      'redrawn',
      'renamed',
      'joined',
      'reworded',
      'checked',
      'wondered',
      'answered',
    ] as const),
    ...(['figureChosen', 'explained', 'disagreed', 'retracted', 'silenced', 'putBack', 'dropped'] as const),
    ...(['approved', 'planned', 'wentOn', 'concluded', 'agreed', 'wentBack', 'figureDropped'] as const),
  ].map((name, index) => [name, index]);
  const deeds = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(9)), { minLength: 4, maxLength: 10 });

  const onGround = () =>
    new AfterApproval(engine.db, engine.trajectory, {
      researchAdviser: engine.ids.research_adviser,
      areaCode: AREA,
    });

  it('every form of what was approved stays to the byte', async () => {
    const ground = onGround();
    expect(each.map(([name]) => name).sort()).toEqual([...names].sort());
    const done = new Set<string>();
    let earlier: ReportState | undefined;
    await fc.assert(
      fc.asyncProperty(deeds, async (some) => {
        expect(await ground.approve()).toBe(true);
        const picture = await reportOf(await asked('shared-picture'));
        const kept: [ReportState, ReportState | undefined][] = [
          [picture, earlier],
          [await reportOf(await asked('resident-edition')), undefined],
          ...(earlier ? [[earlier, undefined] as [ReportState, undefined]] : []),
        ];
        const forms = () => Promise.all(kept.map(([report, before]) => formsAs(report, before)));
        const stands = await forms();
        for (const [name, which] of some) if (await DEEDS[name](ground, which)) done.add(name);
        expect(await forms()).toEqual(stands);
        earlier = picture;
      }),
      { numRuns: 8, endOnFailure: true, examples: [[each]] },
    );
    expect([...done].sort()).toEqual([...names].sort());
  });

  it('and so it does when the trajectory goes back, and gets another area and question', async () => {
    expect(await onGround().approve()).toBe(true);
    const [picture, edition] = [await asked('shared-picture'), await asked('resident-edition')];
    const kept = [await reportOf(picture), await reportOf(edition)];
    const forms = () => Promise.all(kept.map((report) => formsAs(report)));
    const stands = await forms();
    await give({ type: 'GoBack', from: 'analysis', to: 'intake', reason: 'Toch een ander gebied' });
    const geometry: AreaGeometry = {
      type: 'Polygon',
      coordinates: [
        [
          [4.82, 52.37],
          [4.83, 52.37],
          [4.83, 52.38],
          [4.82, 52.37],
        ],
      ],
    };
    await give({ type: 'SetArea', name: 'Een hoek ervan', codes: [AREA], geometry, drawn: true });
    await give({ type: 'WriteQuestion', text: 'Wat doen we met de hoek?' });
    expect(await forms()).toEqual(stands);
  });
});
