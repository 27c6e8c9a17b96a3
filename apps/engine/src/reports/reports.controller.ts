import { errorCatalogue, type ErrorCode, ProductError, type ReportView } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  readMinutesFile,
  readReportFile,
  type SessionReference,
  type StoredTrajectory,
} from '@buurtbalans/database';
import { type Lane, type TrajectoryState } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { sendDocument } from '../platform/send-document.ts';
import { API_PREFIX } from '../platform/api-prefix.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { mayReadMinutes } from '../platform/access/who-sees.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';
import { makeDownloadToken, readDownloadToken } from './download-token.ts';

/** Documents: how far they are, and the files. */
@Controller()
export class ReportsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly trajectories: Trajectories,
  ) {}

  @Route('readReport')
  async read(@TheCall() { caller, trajectory, params }: Call<'readReport'>) {
    return (await this.report(caller.account, trajectory, params.reportId)).report;
  }

  @Route('readReportFile')
  async file(@TheCall() { caller, trajectory, params, reply }: Call<'readReportFile'>) {
    const { report, session } = await this.report(caller.account, trajectory, params.reportId);
    if (report.status === 'failed') throw failureOf(report);
    if (report.status === 'cancelled') throw new ProductError('REPORT.CANCELLED');
    if (report.status !== 'rendered') throw new ProductError('REPORT.NOT_READY');
    if (report.isFileGone) throw new ProductError('REPORT.FILE_GONE');
    // what may leave has an address for a while, so that whoever fetches it needs no more than that; a concept and what a lane said have none
    if (!session && !report.isConcept) {
      const token = makeDownloadToken(
        this.config.BUURTBALANS_SECRET,
        { trajectoryId: trajectory.id, reportId: report.id },
        new Date(),
      );
      return reply.redirect(`${API_PREFIX}/downloads/${token}`, 303);
    }
    const file = session
      ? await readMinutesFile(this.db, session, report.id)
      : await readReportFile(this.db, trajectory.id, report.id);
    if (!file) throw new ProductError(session ? 'REPORT.MINUTES_LAPSED' : 'REPORT.NOT_READY');
    return sendDocument(reply, file);
  }

  @Route('readDownload')
  async download(@TheCall() { params, reply }: Call<'readDownload'>) {
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex, nofollow');
    const download = readDownloadToken(this.config.BUURTBALANS_SECRET, params.token, new Date());
    if (download === 'expired') throw new ProductError('REPORT.LINK_EXPIRED');
    const file = download && (await readReportFile(this.db, download.trajectoryId, download.reportId));
    if (!file) throw new ProductError('REPORT.NOT_FOUND');
    return sendDocument(reply, file);
  }

  /** The report as this account may see it, and the session whose minutes it is; to all others it does not exist. */
  private async report(
    account: Account,
    trajectory: StoredTrajectory,
    reportId: string,
  ): Promise<{ report: ReportView; session?: SessionReference }> {
    const minutes = minutesIn(trajectory.state, reportId);
    if (!minutes) {
      const report = await this.trajectories.listedReport(account, trajectory, reportId);
      if (!report) throw new ProductError('REPORT.NOT_FOUND');
      return { report };
    }
    if (!mayReadMinutes(account, trajectory, minutes.lane)) throw new ProductError('REPORT.NOT_FOUND');
    const report = await this.trajectories.anyReport(trajectory, reportId);
    return { report, session: { ...minutes, trajectoryId: trajectory.id } };
  }
}

/** Why a document was not made, as the worker found it: what is wrong with it, and where. */
function failureOf({ errorCode, errorDetail }: ReportView): ProductError {
  const isKnown = errorCode !== null && Object.hasOwn(errorCatalogue, errorCode);
  return new ProductError(isKnown ? (errorCode as ErrorCode) : 'REPORT.FAILED', { detail: errorDetail ?? '–' });
}

/** The session whose minutes a report is. */
function minutesIn(
  { reports, sessions }: TrajectoryState,
  reportId: string,
): { sessionId: string; lane: Lane } | undefined {
  const report = reports[reportId];
  const session = report?.document === 'minutes' && report.sessionId !== null ? sessions[report.sessionId] : undefined;
  return session && { sessionId: report!.sessionId!, lane: session.lane };
}
