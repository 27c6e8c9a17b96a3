import { ProductError, type ReportView } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  listReports,
  readMinutesFile,
  readReportFile,
  readTemplate,
  type SessionReference,
} from '@buurtbalans/database';
import type { Lane, TrajectoryState } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { sendDocument } from '../platform/send-document.ts';
import { API_PREFIX } from '../platform/api-prefix.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { DirectoryService } from '../trajectories/directory.service.ts';
import { actorOf, contentReader, mayReadMinutes, visibleTrajectory } from '../trajectories/trajectory-access.ts';
import { reportView, trajectoryView } from '../trajectories/trajectory-view.ts';
import { makeDownloadToken, readDownloadToken } from './download-token.ts';

/** Documents: how far they are, and the files. */
@Controller()
export class ReportsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly directory: DirectoryService,
  ) {}

  @Route('readReport')
  async read(@TheCall() { caller, params }: Call<'readReport'>) {
    return (await this.report(caller.account!, params.trajectoryId, params.reportId)).report;
  }

  @Route('readReportFile')
  async file(@TheCall() { caller, params, reply }: Call<'readReportFile'>) {
    const { report, session } = await this.report(caller.account!, params.trajectoryId, params.reportId);
    if (report.errorCode === 'REPORT.MINUTES_LAPSED') throw new ProductError('REPORT.MINUTES_LAPSED');
    if (report.status === 'failed') throw new ProductError('REPORT.FAILED');
    if (report.status === 'cancelled') throw new ProductError('REPORT.CANCELLED');
    if (report.status !== 'rendered') throw new ProductError('REPORT.NOT_READY');
    if (report.isFileGone) throw new ProductError('REPORT.FILE_GONE');
    // what may leave has an address for a while, so that whoever fetches it needs no more than that; a concept and what a lane said have none
    const { reports } = (await visibleTrajectory(this.db, caller.account!, params.trajectoryId)).state;
    if (!session && reports[report.id]?.pictureNumber !== undefined) {
      const token = makeDownloadToken(
        this.config.BUURTBALANS_SECRET,
        { trajectoryId: params.trajectoryId, reportId: report.id },
        new Date(),
      );
      return reply.redirect(`${API_PREFIX}/downloads/${token}`, 303);
    }
    const file = session
      ? await readMinutesFile(this.db, session, report.id)
      : await readReportFile(this.db, params.trajectoryId, report.id);
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
    trajectoryId: string,
    reportId: string,
  ): Promise<{ report: ReportView; session?: SessionReference }> {
    const trajectory = await visibleTrajectory(this.db, account, trajectoryId);
    const minutes = minutesIn(trajectory.state, reportId);
    if (minutes && !mayReadMinutes(account, trajectory.state, minutes.lane)) throw new ProductError('REPORT.NOT_FOUND');
    const reports = await listReports(this.db, trajectoryId);
    if (minutes) {
      const report = reportView(
        reportId,
        trajectory.state.reports[reportId]!,
        reports.find((stored) => stored.reportId === reportId),
      );
      return { report, session: { ...minutes, trajectoryId } };
    }
    const [template, directory] = await Promise.all([
      readTemplate(this.db, trajectory.state.template.id, trajectory.state.template.version),
      this.directory.read(),
    ]);
    const contents = contentReader(account) ? new Map<string, string>() : undefined;
    const view = trajectoryView({
      trajectory,
      template: template!,
      contents,
      reports,
      directory,
      actor: actorOf(account),
      now: new Date(),
    });
    const report = view.reports.find((candidate) => candidate.id === reportId);
    if (!report) throw new ProductError('REPORT.NOT_FOUND');
    return { report };
  }
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
