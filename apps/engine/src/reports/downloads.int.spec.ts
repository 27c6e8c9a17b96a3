import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';
import { renderedReport } from './rendered-report.testing.ts';

describe('downloads over HTTP', () => {
  let engine: EngineUnderTest;
  beforeAll(async () => {
    engine = await startEngineUnderTest();
  });
  afterAll(() => engine.stop());

  const file = (reportId: string) =>
    fetch(`${engine.base}/trajectories/${engine.trajectory.id}/reports/${reportId}/file`, {
      headers: { cookie: engine.cookies.facilitator },
      redirect: 'manual',
    });

  it('[R42] a concept goes to the one who asks, and has no address of its own', async () => {
    const answer = await file(await renderedReport(engine, 'pdf'));
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(await answer.text()).toContain('%PDF');
  });

  it('[E98] one that was cleared away is told to be gone, on its page too, and can be asked for again', async () => {
    const reportId = await renderedReport(engine, 'pdf');
    await engine.db.pool.query(`update report_document set body = null, file_gone_at = now() where report_id = $1`, [
      reportId,
    ]);
    const answer = await file(reportId);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([410, 'REPORT.FILE_GONE']);
    const { body } = await engine.call('GET', `/trajectories/${engine.trajectory.id}/reports/${reportId}`, {
      role: 'facilitator',
    });
    expect(body).toMatchObject({ status: 'rendered', isFileGone: true });
    expect((await file(await renderedReport(engine, 'pdf'))).status).toBe(200);
  });

  it('[R42] a document of an approved picture has one, which needs no account and leads nowhere else', async () => {
    await engine.trajectory.approved();
    const answer = await file(await renderedReport(engine, 'pdf'));
    expect(answer.status).toBe(303);
    const address = new URL(answer.headers.get('location')!, engine.base);
    const fetched = await fetch(address);
    expect([fetched.status, fetched.headers.get('cache-control'), fetched.headers.get('x-robots-tag')]).toEqual([
      200,
      'no-store',
      'noindex, nofollow',
    ]);
    expect(await fetched.text()).toContain('%PDF');
    expect((await fetch(`${address}x`)).status).toBe(404);
  });
});
