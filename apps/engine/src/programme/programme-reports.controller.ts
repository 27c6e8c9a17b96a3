import { randomUUID } from 'node:crypto';
import { ProductError } from '@buurtbalans/contracts';
import {
  type Database,
  listProgrammeReports,
  listTrajectories,
  readProgrammeFile,
  readProgrammeReport,
  requestProgrammeReport,
  type StoredProgrammeReport,
} from '@buurtbalans/database';
import { countAnew } from '@buurtbalans/workflow';
import { Controller, Inject } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { sendDocument } from '../platform/send-document.ts';
import { DATABASE } from '../platform/tokens.ts';

/** Reports over all trajectories: asked for and read by programme managers, made by the worker. */
@Controller()
export class ProgrammeReportsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly background: BackgroundService,
  ) {}

  @Route('requestProgrammeReport')
  async request(@TheCall() { caller, body }: Call<'requestProgrammeReport'>) {
    for (const trajectory of await listTrajectories(this.db)) await countAnew(this.db, trajectory);
    const report = await requestProgrammeReport(this.db, { id: randomUUID(), ...body, requestedBy: caller.account.id });
    this.background.kick();
    return view(report);
  }

  @Route('listProgrammeReports')
  async list() {
    return { items: (await listProgrammeReports(this.db)).map(view) };
  }

  @Route('readProgrammeReport')
  async read(@TheCall() { params }: Call<'readProgrammeReport'>) {
    return view(await this.known(params.reportId));
  }

  @Route('readProgrammeFile')
  async file(@TheCall() { params, reply }: Call<'readProgrammeFile'>) {
    const { id, status } = await this.known(params.reportId);
    if (status === 'failed') throw new ProductError('REPORT.FAILED');
    const file = await readProgrammeFile(this.db, id);
    if (!file) throw new ProductError(status === 'rendered' ? 'REPORT.FILE_GONE' : 'REPORT.NOT_READY');
    return sendDocument(reply, file);
  }

  private async known(id: string): Promise<StoredProgrammeReport> {
    const report = await readProgrammeReport(this.db, id);
    if (!report) throw new ProductError('REPORT.NOT_FOUND');
    return report;
  }
}

const view = ({ asOf, ...report }: StoredProgrammeReport) => ({ ...report, asOf: asOf.toISOString() });
