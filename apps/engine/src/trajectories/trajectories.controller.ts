import { ProductError } from '@buurtbalans/contracts';
import { type Database, listDistricts, listReports, listTrajectories, readTrajectory } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { CommandService } from './command.service.ts';
import { DirectoryService } from '../people/directory.service.ts';
import { fits, overviewRow } from './overview-row.ts';
import { actorOf, maySee } from '../platform/access/who-sees.ts';
import { TrajectoryReader } from './trajectory-reader.service.ts';
import { trajectoryView } from './trajectory-view.ts';

/** Trajectories: overview, one in full, and its commands. */
@Controller()
export class TrajectoriesController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly directory: DirectoryService,
    private readonly commands: CommandService,
    private readonly reader: TrajectoryReader,
  ) {}

  @Route('listTrajectories')
  async list(@TheCall() { caller, query }: Call<'listTrajectories'>) {
    const [all, directory] = await Promise.all([listTrajectories(this.db, query), this.directory.read()]);
    const visible = all.filter((trajectory) => maySee(caller.account, trajectory));
    const now = new Date();
    const rows = await Promise.all(
      visible.map(async (trajectory) =>
        overviewRow(trajectory, await this.reader.templateOf(trajectory.state), directory, now),
      ),
    );
    return { items: rows.filter((row) => fits(row, query)) };
  }

  @Route('readTrajectory')
  async read(@TheCall() { caller: { account }, trajectory: current, query }: Call<'readTrajectory'>) {
    const { trajectory, asOf } = await this.reader.atThen(await this.reader.counted(current), query);
    const [template, contents, reports, directory] = await Promise.all([
      this.reader.templateOf(trajectory.state),
      this.reader.contentsFor(account, trajectory.id),
      listReports(this.db, trajectory.id),
      this.directory.read(),
    ]);
    const now = asOf ? new Date(asOf.at) : new Date();
    return trajectoryView({ trajectory, template, contents, reports, directory, actor: actorOf(account), now, asOf });
  }

  @Route('createTrajectory')
  async create(@TheCall() { caller, body }: Call<'createTrajectory'>) {
    const { trajectoryId, commandId, command, confirmedNotPersonal } = body;
    if (command.type !== 'CreateTrajectory') throw new ProductError('REQUEST.INVALID', { fields: ['command.type'] });
    const districts = await listDistricts(this.db);
    const isKnown = districts.some(({ code }) => code === command.districtCode);
    // where no area was brought in yet, there is nothing to choose from
    // … and a repeat gets its first answer
    if (districts.length > 0 && !isKnown && !(await readTrajectory(this.db, trajectoryId)))
      throw new ProductError('AREA.NOT_FOUND', { codes: [String(command.districtCode)] });
    return this.commands.send(caller.account, trajectoryId, { commandId, command, confirmedNotPersonal });
  }

  @Route('sendCommand')
  async command(@TheCall() { caller, trajectory, body }: Call<'sendCommand'>) {
    return this.commands.send(caller.account, trajectory.id, body);
  }
}
