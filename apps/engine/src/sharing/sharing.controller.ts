import { ProductError } from '@buurtbalans/contracts';
import { type Database, listReportLinks, listReports, readReportFile } from '@buurtbalans/database';
import { dutchDay, endedOf, type ReportState, type TrajectoryState } from '@buurtbalans/domain';
import { composeChanges, renderHtml, sharedTexts, toGeoJson, toSpreadsheet } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { earlierVersion, laterVersion } from './other-versions.ts';
import { followLink } from './shared-link.ts';
import { sharingView, tokenOf } from './sharing-view.ts';
import { type Later, withDownloads, withWayBack } from './with-downloads.ts';

interface Made {
  readonly mime: string;
  readonly fileName: string;
  readonly body: Buffer;
}

/** What is made at a request is kept so long: a council that opens a link together has it made once. */
const KEPT_MS = 60_000;
/** Most bytes that are kept. */
const KEPT_BYTES = 32 * 1024 * 1024;

/** Public links to documents, and what documents show as data. */
@Controller()
export class SharingController {
  /** By what they are made of: a document, the position of the journal that it shows, and the form or the earlier version. */
  readonly #made = new LRUCache<string, Made, () => Promise<Made>>({
    ttl: KEPT_MS,
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ body }) => body.length,
    fetchMethod: (_key, _stale, { context }) => context(),
  });

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route('readSharing')
  async list(@TheCall() { trajectory: { id, state } }: Call<'readSharing'>) {
    const { BUURTBALANS_SECRET, SMTP_URL } = this.config;
    const [links, reports] = await Promise.all([listReportLinks(this.db, id), listReports(this.db, id)]);
    return { ...sharingView(state, { links, reports }, BUURTBALANS_SECRET), hasMail: Boolean(SMTP_URL) };
  }

  @Route('readReportData')
  async data(@TheCall() { trajectory: { id, state }, params, query, reply }: Call<'readReportData'>) {
    return this.send(reply, await this.dataOf(id, state, params.reportId, query.as));
  }

  @Route('readShared')
  async shared(@TheCall() { params, query, reply }: Call<'readShared'>) {
    void reply
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex, nofollow')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
    const { trajectoryId, reportId, state, link: published, reader } = await followLink(this.db, params.token);
    if (query.as === 'xlsx' || query.as === 'geojson')
      return this.send(reply, named(await this.dataOf(trajectoryId, state, reportId, query.as), state, reportId));
    const earlier = earlierVersion(state, reportId, reader !== null);
    if (query.as === 'changes')
      return this.send(reply, await this.changesOf(trajectoryId, state.reports[reportId]!, earlier));
    const fileId = query.as === 'pdf' ? published.pdfReportId : reportId;
    const file = fileId === null ? undefined : await readReportFile(this.db, trajectoryId, fileId);
    if (!file) throw new ProductError('SHARING.NOT_FOUND');
    if (query.as === 'pdf') return this.send(reply, named(file, state, reportId));
    const { language } = state.reports[reportId]!;
    return this.send(reply, {
      ...file,
      body: Buffer.from(
        withDownloads(file.body.toString('utf8'), {
          language,
          hasPdf: published.pdfReportId !== null,
          hasEarlier: earlier !== undefined,
          ended: endedOf(state.reports[reportId]!, state),
          later: await this.laterOf(trajectoryId, state, reportId),
          reactAt: reader ? `${params.token}/react` : null,
        }),
      ),
    });
  }

  private async laterOf(trajectoryId: string, state: TrajectoryState, reportId: string): Promise<Later | null> {
    const later = laterVersion(state, reportId);
    if (!later) return null;
    const links = await listReportLinks(this.db, trajectoryId);
    return { version: later.version, token: tokenOf(later.linkId, links, this.config.BUURTBALANS_SECRET) };
  }

  private async changesOf(trajectoryId: string, report: ReportState, earlier: ReportState | undefined): Promise<Made> {
    if (!earlier) throw new ProductError('SHARING.NOT_FOUND');
    const { asOf, document, language } = report;
    return this.made(
      [trajectoryId, document, language, earlier.asOf, earlier.shownAt, asOf, report.shownAt],
      async () => {
        const [before, after] = await Promise.all([
          takeSnapshot(this.db, trajectoryId, earlier, null),
          takeSnapshot(this.db, trajectoryId, report, null),
        ]);
        return {
          mime: 'text/html; charset=utf-8',
          fileName: `${document}-changes.html`,
          body: Buffer.from(withWayBack(renderHtml(composeChanges(before, after, document, language)), language)),
        };
      },
    );
  }

  /** What a document shows, read as of its own position of the journal. */
  private async dataOf(
    trajectoryId: string,
    state: TrajectoryState,
    reportId: string,
    as: 'xlsx' | 'geojson',
  ): Promise<Made> {
    const report = state.reports[reportId];
    // what a lane said in a session is in no table outside it
    if (!report || report.document === 'minutes') throw new ProductError('REPORT.NOT_FOUND');
    const { document, language, asOf, shownAt, facts } = report;
    return this.made([trajectoryId, document, language, asOf, shownAt, facts, as], async () => {
      const snapshot = await takeSnapshot(this.db, trajectoryId, report, null);
      return as === 'xlsx' ? toSpreadsheet(snapshot, document, language) : toGeoJson(snapshot, document);
    });
  }

  private async made(key: readonly (string | number | undefined)[], make: () => Promise<Made>): Promise<Made> {
    return (await this.#made.fetch(key.join(), { context: make }))!;
  }

  private send(reply: FastifyReply, { mime, fileName, body }: Made) {
    void reply
      .header('content-type', mime)
      .header(
        'content-disposition',
        `${mime.startsWith('text/html') ? 'inline' : 'attachment'}; filename="${fileName.replace(/[^\w.-]+/g, '-')}"`,
      )
      .send(body);
    return reply;
  }
}

/** A file keeps its bytes; of what holds no longer its name says so. */
function named<F extends { readonly fileName: string }>(file: F, state: TrajectoryState, reportId: string): F {
  const report = state.reports[reportId]!;
  const ended = endedOf(report, state);
  if (!ended) return file;
  const mark = sharedTexts[report.language].endedName(ended.since && dutchDay(ended.since));
  return { ...file, fileName: file.fileName.replace(/(\.\w+)?$/, (end) => `-${mark}${end}`) };
}
