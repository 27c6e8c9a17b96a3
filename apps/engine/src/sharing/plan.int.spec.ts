import { createHash, randomUUID } from 'node:crypto';
import { beginReport, failReport, finishReport } from '@buurtbalans/database';
import { dutchDay } from '@buurtbalans/domain';
import { dayIn } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

let engine: EngineUnderTest;
const actionId = randomUUID();

beforeAll(async () => {
  engine = await startEngineUnderTest();
  await engine.trajectory.approved();
  await engine.trajectory.do({ type: 'AdvancePhase', from: 'analysis' });
});
afterAll(() => engine.stop());

const path = (rest = ''): string => `/trajectories/${engine.trajectory.id}${rest}`;
const send = (command: object) =>
  engine.call('POST', path('/commands'), { role: 'facilitator', body: envelope(command) });
async function give(command: object): Promise<Record<string, unknown>> {
  const { status, body } = await send(command);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}
const action = (what: string, type: 'PlanAction' | 'ReviseAction' = 'PlanAction') => ({
  type,
  actionId,
  what,
  result: '',
  ownerOrganisationId: engine.organisationId,
  due: dayIn(100),
  findingIds: [],
  indicatorId: null,
});
const agree = (agreedOn = dutchDay(new Date().toISOString())) =>
  send({ type: 'AgreePlan', organisationIds: [engine.organisationId], agreedOn });
const request = (more: object = {}) => ({
  type: 'RequestReport',
  reportId: randomUUID(),
  document: 'plan',
  format: 'html',
  language: 'nl',
  ...more,
});

/** A document as a screen asks for it and the worker leaves it; gives its id. */
async function made(more: { format?: 'html' | 'pdf'; document?: string; concept?: boolean } = {}): Promise<string> {
  const { reportId } = (await give(request(more))) as { reportId: string };
  const attempt = (await beginReport(engine.db, engine.trajectory.id, reportId))!;
  const isPdf = more.format === 'pdf';
  const body = Buffer.from(isPdf ? '%PDF-1.7 proef' : '<!doctype html><title>x</title><header></header>');
  const sha256 = createHash('sha256').update(body).digest('hex');
  const mime = isPdf ? 'application/pdf' : 'text/html; charset=utf-8';
  await finishReport(engine.db, reportId, attempt, { mime, fileName: 'x', body, sha256, pages: 1 });
  await engine.trajectory.do(
    { type: 'RecordReport', reportId, outcome: 'rendered', sha256, pages: 1 },
    { role: 'system' },
  );
  return reportId;
}
const publish = (reportId: string, pdfReportId: string | null = null) =>
  send({ type: 'PublishReport', linkId: randomUUID(), reportId, pdfReportId });
const tables = async (reportId: string): Promise<string> => {
  const answer = await fetch(`${engine.base}${path(`/reports/${reportId}/data?as=xlsx`)}`, {
    headers: { cookie: engine.cookies.facilitator },
  });
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex');
};
const offered = async (reportId: string) => {
  const { body } = await engine.call('GET', path('/links'), { role: 'facilitator' });
  return (body['publishable'] as { reportId: string }[]).find((one) => one.reportId === reportId);
};
const view = async (role: 'facilitator' | 'professional' = 'facilitator') =>
  (await engine.call('GET', path(), { role })).body as { plan: object | null; reports: { id: string }[] };

describe('the plan over HTTP', () => {
  it('[T35] is agreed by the facilitator alone, with reasons told to everybody else', async () => {
    expect(await agree()).toMatchObject({ status: 409, body: { code: 'COMMAND.BLOCKED' } });
    await give(action('Lampen'));
    expect(await agree(dayIn(1))).toMatchObject({ status: 422, body: { code: 'PLAN.WRONG_DAY' } });
    const { status, body } = await engine.call('POST', path('/commands'), {
      role: 'research_adviser',
      body: envelope({ type: 'AgreePlan', organisationIds: [engine.organisationId], agreedOn: dayIn(0) }),
    });
    expect([status, body['code']]).toEqual([403, 'COMMAND.NOT_ALLOWED']);
  });

  it('[R105] a concept is read inside, has no address of its own, and is refused in both languages', async () => {
    const reportId = await made();
    const file = await fetch(`${engine.base}${path(`/reports/${reportId}/file`)}`, {
      headers: { cookie: engine.cookies.facilitator },
      redirect: 'manual',
    });
    expect(file.status).toBe(200);
    expect(await publish(reportId)).toMatchObject({
      status: 409,
      body: { code: 'PLAN.NOT_AGREED', title: 'Dit plan is een concept en kan niet naar buiten' },
    });
    expect(await offered(reportId)).toBeUndefined();
  });

  it('[R104] [R107] what was agreed is shown for good and in every form, whatever is changed beside it', async () => {
    expect((await agree()).status).toBe(200);
    expect((await view()).plan).toMatchObject({ number: 1, organisationIds: [engine.organisationId], changedAt: null });
    const page = await made();
    const bytes = await tables(page);
    expect((await publish(page)).status).toBe(200);
    await give(action('Lampen en toezicht', 'ReviseAction'));
    expect((await view()).plan).toMatchObject({ number: 1, changedAt: expect.any(String) });
    expect(await tables(page)).toBe(bytes);
    const pdf = await made({ format: 'pdf' });
    expect(await tables(pdf)).toBe(bytes);
    expect(await offered(page)).toMatchObject({ pdfReportId: pdf, version: 1, standing: null });
    const concept = await made({ concept: true });
    expect(await tables(concept)).not.toBe(bytes);
    expect((await publish(concept)).body['code']).toBe('PLAN.NOT_AGREED');
    expect((await agree()).status).toBe(200);
    expect((await view()).plan).toMatchObject({ number: 2, changedAt: null });
    expect(await tables(page)).toBe(bytes);
    expect(await tables(await made())).not.toBe(bytes);
  });

  it('[R107] [R108] a page of one standing of a picture is offered without the PDF of another', async () => {
    const page = await made({ document: 'shared-picture' });
    await give({ type: 'ConcludeDissent' });
    const pdf = await made({ document: 'shared-picture', format: 'pdf' });
    expect(await offered(page)).toMatchObject({ pdfReportId: null, version: 1, standing: 1 });
    const later = await made({ document: 'shared-picture' });
    expect(await offered(later)).toMatchObject({ pdfReportId: pdf, version: 1, standing: 2 });
    const profile = await made({ document: 'profile' });
    expect(await offered(profile)).toMatchObject({ version: null, standing: null, shownAt: expect.any(String) });
  });

  it('[R109] whoever asks is told which document to follow', async () => {
    const [one, other] = [request({ language: 'en' }), request({ language: 'en' })];
    expect(await give(one)).toMatchObject({ reportId: one.reportId });
    const again = await give(other);
    expect(again).toMatchObject({ reportId: one.reportId, seqs: [] });
    expect((await engine.call('GET', path(`/reports/${one.reportId}`), { role: 'facilitator' })).status).toBe(200);
  });

  it('[R110] the file of one that could not be made answers with the reason and the place', async () => {
    const { reportId } = (await give(request({ format: 'pdf', language: 'en' }))) as { reportId: string };
    const attempt = (await beginReport(engine.db, engine.trajectory.id, reportId))!;
    await failReport(engine.db, reportId, attempt, 'REPORT.MISSING_GLYPH', 'bevinding 1');
    await engine.trajectory.do(
      { type: 'RecordReport', reportId, outcome: 'failed', sha256: '', pages: 0, errorCode: 'REPORT.MISSING_GLYPH' },
      { role: 'system' },
    );
    const { status, body } = await engine.call('GET', path(`/reports/${reportId}/file`), { role: 'facilitator' });
    expect([status, body['code']]).toEqual([422, 'REPORT.MISSING_GLYPH']);
    expect(body['title']).toContain('bevinding 1');
  });
});
