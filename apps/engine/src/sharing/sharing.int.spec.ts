import { createHash, randomUUID } from 'node:crypto';
import type { DocumentKind } from '@buurtbalans/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';
import { renderedReport } from '../reports/rendered-report.testing.ts';

type Engine = EngineUnderTest;

interface Links {
  links: { id: string; path: string | null; withdrawnAt: string | null; version: number | null }[];
  publishable: { reportId: string; pdfReportId: string | null }[];
}

describe('public links over HTTP', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await startEngineUnderTest();
  });
  afterAll(() => engine.stop());

  const rendered = (format: 'html' | 'pdf', document?: DocumentKind): Promise<string> =>
    renderedReport(engine, format, document);
  const publish = (reportId: string, linkId: string, pdfReportId: string | null = null) =>
    engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
      role: 'facilitator',
      body: envelope({ type: 'PublishReport', linkId, reportId, pdfReportId }),
    });
  const withdraw = (linkId: string) =>
    engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
      role: 'facilitator',
      body: envelope({ type: 'WithdrawReportLink', linkId }),
    });
  const links = async () =>
    (await engine.call('GET', `/trajectories/${engine.trajectory.id}/links`, { role: 'facilitator' }))
      .body as unknown as Links;
  const read = (path: string, as = 'html') => fetch(`${engine.base}${path}?as=${as}`);

  it('[R90] a concept cannot be published, and has no address', async () => {
    const reportId = await rendered('html');
    const linkId = randomUUID();
    const answer = await publish(reportId, linkId);
    expect([answer.status, answer.body['code']]).toEqual([409, 'COMMAND.BLOCKED']);
    expect(await links()).toEqual({ links: [], publishable: [], hasMail: false });
    const { rows } = await engine.db.pool.query('select count(*)::int as kept from report_link');
    expect(rows).toEqual([{ kept: 0 }]);
  });

  it('[R92] [R93] an approved one is read without an account until it is withdrawn, and only the hash of its address is kept', async () => {
    await engine.trajectory.approved();
    const [html, pdf] = [await rendered('html'), await rendered('pdf')];
    const linkId = randomUUID();
    expect((await publish(html, linkId, pdf)).status).toBe(200);
    const { path } = (await links()).links[0]!;
    const page = await read(path!);
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(page.headers.get('content-security-policy')).not.toMatch(/https?:|'self'|script/);
    expect(await page.text()).toContain('Het plein');
    expect(await (await read(path!, 'pdf')).text()).toContain('%PDF');
    expect(
      Buffer.from(await (await read(path!, 'xlsx')).arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(await (await read(path!, 'geojson')).json()).toMatchObject({ type: 'FeatureCollection' });

    const token = path!.split('/').at(-1)!;
    const { rows } = await engine.db.pool.query<{ kept: string }>(
      `select encode(token_hash, 'hex') as kept from report_link`,
    );
    expect(rows).toEqual([{ kept: createHash('sha256').update(token).digest('hex') }]);
    const { rows: journal } = await engine.db.pool.query<{ body: string }>(
      'select data::text as body from journal union all select state::text from trajectory',
    );
    expect(journal.some(({ body }) => body.includes(token))).toBe(false);

    expect((await withdraw(linkId)).status).toBe(200);
    for (const as of ['html', 'pdf', 'xlsx', 'geojson']) {
      const gone = await read(path!, as);
      expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([410, 'SHARING.WITHDRAWN']);
    }
    expect((await links()).links[0]!.path).toBeNull();
  });

  it('[E98] a document whose file was cleared away is not offered, nor as the PDF beside another', async () => {
    const [html, pdf] = [await rendered('html', 'resident-edition'), await rendered('pdf', 'resident-edition')];
    const offered = async () => (await links()).publishable.find(({ reportId }) => reportId === html);
    const clear = (reportId: string) =>
      engine.db.pool.query('update report_document set body = null, file_gone_at = now() where report_id = $1', [
        reportId,
      ]);
    expect(await offered()).toMatchObject({ pdfReportId: pdf });
    await clear(pdf);
    expect(await offered()).toMatchObject({ pdfReportId: null });
    await clear(html);
    expect(await offered()).toBeUndefined();
  });

  it('[R97] a later version says what changed since the earlier one, while that is public', async () => {
    const { trajectory } = engine;
    const [first, second, findingId] = [randomUUID(), randomUUID(), randomUUID()];
    await publish(await rendered('html'), first);
    await trajectory.do({
      type: 'RecordFinding',
      findingId,
      title: 'Een nieuw buurthuis',
      text: 'Er komt een buurthuis.',
      theme: 'facilities',
      place: null,
      testable: false,
    });
    await trajectory.do({ type: 'SetEvidence', findingId, statementIds: [], indicatorIds: ['housing.one'] });
    await trajectory.do({ type: 'ApproveSharedPicture', changes: 'Buurthuis erbij.' });
    await publish(await rendered('html'), second);
    const path = (await links()).links.find(({ id }) => id === second)!.path!;
    expect(await (await read(path)).text()).toContain('?as=changes');
    const changes = await (await read(path!, 'changes')).text();
    expect(changes).toContain('Buurthuis erbij.');
    expect(changes).toContain('<a href="?as=html">Terug naar het document</a>');
    expect(changes).toContain('Nieuw: Bevinding 2: Een nieuw buurthuis');
    await withdraw(first);
    expect((await read(path!, 'changes')).status).toBe(404);
    expect(await (await read(path!)).text()).not.toContain('?as=changes');
  });

  it('[R149] an earlier version says that a newer one is public and leads to it, and the newest does not', async () => {
    const { trajectory } = engine;
    const [first, second] = [randomUUID(), randomUUID()];
    const pathOf = async (linkId: string) => (await links()).links.find(({ id }) => id === linkId)!.path!;
    await publish(await rendered('html', 'resident-edition'), first);
    const old = await pathOf(first);
    await trajectory.do({ type: 'ApproveSharedPicture', changes: 'Opnieuw bekeken.' });
    const report = await rendered('html', 'resident-edition');
    const says = async (path: string) =>
      /Er is een nieuwere versie van dit document: versie \d+\./.exec(await (await read(path)).text())?.[0];
    expect(await says(old)).toBeUndefined();
    await publish(report, second);
    const newer = await pathOf(second);
    const { version } = (await links()).links.find(({ id }) => id === second)!;
    expect(await says(old)).toBe(`Er is een nieuwere versie van dit document: versie ${version}.`);
    expect(await (await read(old)).text()).toContain(`<a href="${newer.split('/').at(-1)}">`);
    expect(await says(newer)).toBeUndefined();
    await withdraw(second);
    expect(await says(old)).toBeUndefined();
  });

  it('[R164] a public page says since when it is no longer agreed, and so do the names of its files', async () => {
    const { trajectory, organisationId } = engine;
    await trajectory.do({ type: 'ApproveSharedPicture', changes: '' });
    const [linkId, html, pdf] = [randomUUID(), await rendered('html'), await rendered('pdf')];
    await publish(html, linkId, pdf);
    const path = (await links()).links.find(({ id }) => id === linkId)!.path!;
    const names = () =>
      Promise.all(
        ['pdf', 'xlsx', 'geojson'].map(async (as) => (await read(path, as)).headers.get('content-disposition')!),
      );
    const bytes = await (await read(path, 'pdf')).text();
    expect(await (await read(path)).text()).not.toContain('niet meer vastgesteld');
    for (const name of await names()) expect(name).not.toContain('niet-meer-vastgesteld');
    await trajectory.do({
      type: 'RecordDissent',
      dissentId: randomUUID(),
      organisationId,
      text: 'Nee',
      findingId: null,
    });
    expect(await (await read(path)).text()).toMatch(/Sinds \d+ \w+ \d{4} is deze versie niet meer vastgesteld/);
    for (const name of await names()) expect(name).toMatch(/niet-meer-vastgesteld-sinds-\d{4}-\d\d-\d\d\.\w+"$/);
    expect(await (await read(path, 'pdf')).text()).toBe(bytes);
    expect((await publish(html, randomUUID())).body).toMatchObject({ blocks: [{ code: 'link.ended' }] });
    expect((await links()).publishable.map(({ reportId }) => reportId)).not.toContain(html);
  });

  it('[R93] no other address leads anywhere, and nobody but the facilitator is told one', async () => {
    for (const token of ['a'.repeat(43), 'x', randomUUID()]) expect((await read(`/shared/${token}`)).status).toBe(404);
    for (const role of [
      'research_adviser',
      'programme_manager',
      'professional',
      'stakeholder',
      'administrator',
    ] as const) {
      const answer = await engine.call('GET', `/trajectories/${engine.trajectory.id}/links`, { role });
      expect([role, answer.status < 400]).toEqual([role, false]);
    }
  });
});
