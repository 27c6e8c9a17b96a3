import type { ReportView } from '@buurtbalans/contracts';
import { type Account, type Database, listReports, type StoredTrajectory } from '@buurtbalans/database';
import type { MethodTemplate, TrajectoryState } from '@buurtbalans/domain';
import { Inject, Injectable } from '@nestjs/common';
import { contentReader } from '../platform/access/who-sees.ts';
import { DATABASE } from '../platform/tokens.ts';
import { CommandService, type CommandRequest } from './command.service.ts';
import { reportView, shownReports } from './report-view.ts';
import { TrajectoryReader } from './trajectory-reader.service.ts';

/** What other features ask of trajectories. */
@Injectable()
export class Trajectories {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly commands: CommandService,
    private readonly reader: TrajectoryReader,
  ) {}

  /** Gives a command. @throws ProductError that says why it was not accepted. */
  send(account: Account, trajectoryId: string, request: CommandRequest) {
    return this.commands.send(account, trajectoryId, request);
  }

  /** The texts of a trajectory by their key; undefined for those who see progress only. */
  contentsFor(account: Account, trajectoryId: string): Promise<ReadonlyMap<string, string> | undefined> {
    return this.reader.contentsFor(account, trajectoryId);
  }

  /** The trajectory once it was looked who still stands behind what was released. */
  counted(trajectory: StoredTrajectory): Promise<StoredTrajectory> {
    return this.reader.counted(trajectory);
  }

  /** The template that a trajectory runs on. */
  templateOf(state: TrajectoryState): Promise<MethodTemplate> {
    return this.reader.templateOf(state);
  }

  /** A document that is listed with its trajectory, as this account sees it there; undefined when it does not. */
  async listedReport(
    account: Account,
    { id, state }: StoredTrajectory,
    reportId: string,
  ): Promise<ReportView | undefined> {
    const onlooker = { isReader: contentReader(account) !== undefined, role: account.role };
    return shownReports(state, await listReports(this.db, id), onlooker).find((report) => report.id === reportId);
  }

  /** A document that is there, whoever asks. */
  async anyReport({ id, state }: StoredTrajectory, reportId: string): Promise<ReportView> {
    return reportView(state, reportId, await listReports(this.db, id));
  }
}
