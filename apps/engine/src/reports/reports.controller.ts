import { ProductError } from '@buurtbalans/contracts';
import { type Account, type Database, listReports, readReportFile, readTemplate } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { DirectoryService } from '../trajectories/directory.service.ts';
import { actorOf, contentReader, visibleTrajectory } from '../trajectories/trajectory-access.ts';
import { trajectoryView } from '../trajectories/trajectory-view.ts';

/** Documents: how far they are, and the files. */
@Controller()
export class ReportsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly directory: DirectoryService,
  ) {}

  @Route('readReport')
  async read(@TheCall() { caller, params }: Call<'readReport'>) {
    return this.report(caller.account!, params.trajectoryId, params.reportId);
  }

  @Route('readReportFile')
  async file(@TheCall() { caller, params, reply }: Call<'readReportFile'>) {
    const report = await this.report(caller.account!, params.trajectoryId, params.reportId);
    if (report.status === 'failed') throw new ProductError('REPORT.FAILED');
    const file = report.status === 'rendered' ? await readReportFile(this.db, params.trajectoryId, params.reportId) : undefined;
    if (!file) throw new ProductError('REPORT.NOT_READY');
    const name = file.fileName.replace(/[^\w.-]+/g, '-');
    void reply
      .header('content-type', file.mime)
      .header('content-disposition', `${file.mime === 'application/pdf' ? 'attachment' : 'inline'}; filename="${name}"`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
      .send(file.body);
    return reply;
  }

  /** The report as this account may see it; to all others it does not exist. */
  private async report(account: Account, trajectoryId: string, reportId: string) {
    const trajectory = await visibleTrajectory(this.db, account, trajectoryId);
    const [template, reports, directory] = await Promise.all([
      readTemplate(this.db, trajectory.state.template.id, trajectory.state.template.version),
      listReports(this.db, trajectoryId),
      this.directory.read(),
    ]);
    const contents = contentReader(account) ? new Map<string, string>() : undefined;
    const view = trajectoryView({ trajectory, template: template!, contents, reports, directory, actor: actorOf(account), now: new Date() });
    const report = view.reports.find((candidate) => candidate.id === reportId);
    if (!report) throw new ProductError('REPORT.NOT_FOUND');
    return report;
  }
}
