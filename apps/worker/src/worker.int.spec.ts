import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type Database,
  listReports,
  openDatabase,
  readImport,
  readProposal,
  readJournal,
  readMinutesFile,
  readReportFile,
  readTrajectory,
  saveAccount,
  saveAreas,
  saveFigures,
  saveOrganisation,
  startImport,
} from '@buurtbalans/database';
import { loadDataset } from '@buurtbalans/figures';
import { loadHouseStyle, RenderProcess } from '@buurtbalans/reports';
import { createTestDatabase, LiveDriver, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportsReadProcessor } from './jobs/imports-read.processor.ts';
import { ReportsRenderProcessor } from './jobs/reports-render.processor.ts';

let test: TestDatabase;
let db: Database;
const usual = new RenderProcess();
const accountId = randomUUID();
const organisationId = randomUUID();

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url });
  await saveAccount(db, {
    id: accountId,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  const data = await loadDataset('amsterdam');
  await db.query.transaction().execute(async (tx) => {
    await saveAreas(
      tx,
      data.areas.filter((area) => area.districtCode === 'SD0363F' || area.level === 'gemeente'),
    );
    await saveFigures(
      tx,
      data.figures.filter((figure) => figure.areaCode === 'GM0363' || figure.areaCode.startsWith('BU0363F')),
    );
  });
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

async function imported(body: string, kind: 'kwb' | 'boundaries' = 'kwb') {
  const id = randomUUID();
  const parts = (async function* () {
    yield Buffer.from(body.slice(0, 20));
    yield Buffer.from(body.slice(20));
  })();
  await startImport(db, { id, kind, fileName: 'bestand', year: 2024, requestedBy: accountId }, parts);
  await new ImportsReadProcessor(db).handle({ importId: id });
  return { id, job: (await readImport(db, id))! };
}
const figuresOf = async (code: string) =>
  (await db.pool.query('select value from figure where area_code = $1', [code])).rows;

describe('jobs', () => {
  it('[E175] read a file of figures whole into a proposal, and a job that comes twice changes nothing', async () => {
    const before = await figuresOf('BU0363FA01');
    const { id, job } = await imported(
      'Area_Code;Population_Total;Avg_Household_Size\nBU0363FA01;100;1,5\nBU0363FA02;.;\n',
    );
    expect(job).toMatchObject({ status: 'done', progress: 100, rows: 2, stored: 2, problems: [] });
    const proposed = await readProposal(db, id);
    expect(proposed).toMatchObject({ state: 'proposed', rows: 2, broughtBy: { id: accountId } });
    expect(await figuresOf('BU0363FA01')).toEqual(before);
    await new ImportsReadProcessor(db).handle({ importId: id });
    expect((await readImport(db, id))!).toEqual(job);
    expect(await readProposal(db, id)).toEqual(proposed);
    expect((await db.pool.query('select 1 from import_file where import_id = $1', [id])).rowCount).toBe(0);
  });

  it('refuse a file with one wrong cell, and keep nothing of it', async () => {
    const { job } = await imported('Area_Code;Population_Total\nBU0363ZY01;100\nBU0363ZY02;veel\n');
    expect(job).toMatchObject({
      status: 'refused',
      stored: 0,
      problems: [{ code: 'FIGURES.CELL_UNREADABLE', details: { row: 3, column: 'Population_Total', value: 'veel' } }],
    });
    expect(await figuresOf('BU0363ZY01')).toEqual([]);
  });

  it('refuse borders in another coordinate system', async () => {
    const swapped = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { cbsCode: 'BU0363ZX01' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [52.3, 4.8],
                [52.4, 4.8],
                [52.4, 4.9],
                [52.3, 4.8],
              ],
            ],
          },
        },
      ],
    };
    expect((await imported(JSON.stringify(swapped), 'boundaries')).job).toMatchObject({
      status: 'refused',
      problems: [{ code: 'GEO.WRONG_CRS', details: { found: 'wgs84_swapped' } }],
    });
  });

  it('[R40] stop rendering a document that is cancelled, and what it came to is not there', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Slotermeer');
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
    const begun = Promise.withResolvers<void>();
    class Watched extends RenderProcess {
      override render(...[job, options]: Parameters<RenderProcess['render']>) {
        const onProgress: NonNullable<typeof options>['onProgress'] = (...told) => {
          options?.onProgress?.(...told);
          begun.resolve();
        };
        return super.render(job, { ...options, onProgress });
      }
    }
    const apart = new Watched();
    const rendering = new ReportsRenderProcessor(db, apart).handle({ trajectoryId: trajectory.id, reportId });
    await begun.promise;
    await trajectory.do({ type: 'CancelReport', reportId });
    await rendering;
    // delivered once more, it is left alone
    await new ReportsRenderProcessor(db, apart).handle({ trajectoryId: trajectory.id, reportId });
    apart.close();
    expect((await readTrajectory(db, trajectory.id))!.state.reports[reportId]).toMatchObject({ status: 'cancelled' });
    expect(await listReports(db, trajectory.id)).toMatchObject([{ step: 'cancelled', sha256: null }]);
    expect(await readReportFile(db, trajectory.id, reportId)).toBeUndefined();
    const { rows } = await db.pool.query(
      `select count(*)::int as times from journal where trajectory_id = $1 and event_type = 'ReportRecorded'`,
      [trajectory.id],
    );
    expect(rows[0].times).toBe(0);
  });

  it('[R61] give a document the house style that the worker read', async () => {
    const style = await loadHouseStyle(join(import.meta.dirname, '../../../house-style/voorbeeldstad/tokens.json'));
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Slotermeer');
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'html', language: 'nl' });
    await new ReportsRenderProcessor(db, usual, style).handle({ trajectoryId: trajectory.id, reportId });
    const html = (await readReportFile(db, trajectory.id, reportId))!.body.toString();
    expect(html).toContain(`<meta name="house-style" content="${style.hash}">`);
    expect(html).toContain('<footer><p>Gemeente Voorbeeldstad · ');
  });

  it('[R41] fail alone with what is wrong and where, which stands beside the journal and not in it', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Slotermeer');
    await trajectory.do({ type: 'WriteQuestion', text: 'Hoe gaat het met 漢 op het plein?' });
    const [poisoned, other] = [randomUUID(), randomUUID()];
    await trajectory.do({
      type: 'RequestReport',
      reportId: poisoned,
      document: 'profile',
      format: 'pdf',
      language: 'nl',
    });
    await trajectory.do({
      type: 'RequestReport',
      reportId: other,
      document: 'profile',
      format: 'html',
      language: 'nl',
    });
    await Promise.all(
      [poisoned, other].map((reportId) =>
        new ReportsRenderProcessor(db, usual).handle({ trajectoryId: trajectory.id, reportId }),
      ),
    );
    const { state } = (await readTrajectory(db, trajectory.id))!;
    expect([state.reports[poisoned], state.reports[other]]).toMatchObject([
      { status: 'failed', errorCode: 'REPORT.MISSING_GLYPH' },
      { status: 'rendered' },
    ]);
    expect((await listReports(db, trajectory.id)).find(({ reportId }) => reportId === poisoned)!.errorDetail).toMatch(
      /^漢 \(U\+6F22\) · /,
    );
    expect(JSON.stringify(await readJournal(db, trajectory.id))).not.toContain('漢');
  });

  it('render a document once, however often and however many at once they are delivered', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Slotermeer');
    await trajectory.exchange(organisationId);
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
    await Promise.all(
      [1, 2, 3].map(() => new ReportsRenderProcessor(db, usual).handle({ trajectoryId: trajectory.id, reportId })),
    );
    await new ReportsRenderProcessor(db, usual).handle({ trajectoryId: trajectory.id, reportId });
    const { state } = (await readTrajectory(db, trajectory.id))!;
    const file = (await readReportFile(db, trajectory.id, reportId))!;
    expect(state.reports[reportId]).toMatchObject({
      status: 'rendered',
      sha256: createHash('sha256').update(file.body).digest('hex'),
    });
    expect(file.body.subarray(0, 5).toString()).toBe('%PDF-');
    const { rows } = await db.pool.query(
      `select count(*)::int as times from journal where trajectory_id = $1 and event_type = 'ReportRecorded'`,
      [trajectory.id],
    );
    expect(rows[0].times).toBe(1);
  });

  it('[L5] render minutes from what was approved in their lane, keep them there, and refuse what does not stand', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, {
      facilitatorId: accountId,
      managerId: randomUUID(),
    }).begin('Slotermeer');
    await trajectory.exchange(organisationId);
    const sessionId = await trajectory.planned('resident');
    await trajectory.do({ type: 'OpenSession', sessionId });
    const live = new LiveDriver(db, { sessionId, trajectoryId: trajectory.id, lane: 'resident' });
    const stepId = await live.writing(accountId);
    await live.do(
      { type: 'AddCard', cardId: randomUUID(), stepId, kind: 'weak_spot', theme: 'youth', text: 'Donker pad' },
      { participant: 'somebody' },
    );
    await trajectory.do({ type: 'CloseSession', sessionId });
    const render = async (): Promise<string> => {
      const reportId = randomUUID();
      await trajectory.do({
        type: 'RequestReport',
        reportId,
        document: 'minutes',
        format: 'html',
        language: 'nl',
        sessionId,
      });
      await new ReportsRenderProcessor(db, usual).handle({ trajectoryId: trajectory.id, reportId });
      return reportId;
    };
    const reports = async () => (await readTrajectory(db, trajectory.id))!.state.reports;
    const early = await render();
    expect((await reports())[early]).toMatchObject({ status: 'failed', errorCode: 'REPORT.MINUTES_LAPSED' });
    await live.do(
      { type: 'WriteMinutes', expectedMinutes: 0, summary: 'Het ging over licht', notes: {}, approved: true },
      { facilitator: accountId },
    );
    const reportId = await render();
    const file = (await readMinutesFile(db, live.session, reportId))!;
    expect(file.body.toString()).toContain('Donker pad');
    expect(file.body.toString()).toContain('Het ging over licht');
    expect((await reports())[reportId]).toMatchObject({
      status: 'rendered',
      sha256: createHash('sha256').update(file.body).digest('hex'),
    });
    // outside the lane there is no more than that it was made
    expect(await readReportFile(db, trajectory.id, reportId)).toBeUndefined();
    expect((await db.pool.query('select body from report_document where report_id = $1', [reportId])).rows).toEqual([
      { body: null },
    ]);
  });
});
