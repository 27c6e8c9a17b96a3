import { ProductError } from '@buurtbalans/contracts';
import { type Account, type CommandResult, type Database, executeCommand, listReports, listTrajectories, readContents, readJournal, readTemplate } from '@buurtbalans/database';
import type { MethodTemplate, TrajectoryState } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { CommandPreparation } from './command-preparation.service.ts';
import { DirectoryService } from './directory.service.ts';
import { journalItem } from './journal-item.ts';
import { overviewRow } from './overview-row.ts';
import { actorOf, contentReader, maySee, visibleTrajectory } from './trajectory-access.ts';
import { trajectoryView } from './trajectory-view.ts';

/** Trajectories: overview, one in full, its history, and its commands. */
@Controller()
export class TrajectoriesController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly directory: DirectoryService,
    private readonly preparation: CommandPreparation,
    private readonly background: BackgroundService,
  ) {}

  @Route('listTrajectories')
  async list(@TheCall() { caller }: Call<'listTrajectories'>) {
    const [all, directory] = await Promise.all([listTrajectories(this.db), this.directory.read()]);
    const visible = all.filter(({ state }) => maySee(caller.account!, state));
    const now = new Date();
    const items = await Promise.all(visible.map(async (trajectory) => overviewRow(trajectory, await this.templateOf(trajectory.state), directory, now)));
    return { items };
  }

  @Route('readTrajectory')
  async read(@TheCall() { caller, params }: Call<'readTrajectory'>) {
    const account = caller.account!;
    const trajectory = await visibleTrajectory(this.db, account, params.trajectoryId);
    const [template, contents, reports, directory] = await Promise.all([
      this.templateOf(trajectory.state),
      this.contentsFor(account, trajectory.id),
      listReports(this.db, trajectory.id),
      this.directory.read(),
    ]);
    return trajectoryView({ trajectory, template, contents, reports, directory, actor: actorOf(account), now: new Date() });
  }

  @Route('createTrajectory')
  async create(@TheCall() { caller, body }: Call<'createTrajectory'>) {
    const { trajectoryId, commandId, command } = body;
    if (command.type !== 'CreateTrajectory') throw new ProductError('REQUEST.INVALID', { fields: ['command.type'] });
    return this.send(caller.account!, trajectoryId, { commandId, command });
  }

  @Route('sendCommand')
  async command(@TheCall() { caller, params, body }: Call<'sendCommand'>) {
    const trajectory = await visibleTrajectory(this.db, caller.account!, params.trajectoryId);
    const command = await this.preparation.prepare(body.command, trajectory.state);
    return this.send(caller.account!, trajectory.id, { ...body, command });
  }

  @Route('readJournal')
  async journal(@TheCall() { caller, params, query }: Call<'readJournal'>) {
    const trajectory = await visibleTrajectory(this.db, caller.account!, params.trajectoryId);
    const [entries, contents, directory] = await Promise.all([
      readJournal(this.db, trajectory.id, query.after),
      this.contentsFor(caller.account!, trajectory.id),
      this.directory.read(),
    ]);
    return { items: entries.map((entry) => journalItem(entry, contents, directory.person)) };
  }

  private async send(account: Account, trajectoryId: string, request: { commandId: string; expectedVersion?: number | undefined; command: unknown }) {
    const result = await executeCommand(this.db, { ...request, trajectoryId, actor: actorOf(account) });
    this.background.kick();
    return answer(trajectoryId, result);
  }

  private async templateOf(state: TrajectoryState): Promise<MethodTemplate> {
    return (await readTemplate(this.db, state.template.id, state.template.version))!;
  }

  private async contentsFor(account: Account, trajectoryId: string): Promise<Map<string, string> | undefined> {
    const reader = contentReader(account);
    return reader && readContents(this.db, reader, trajectoryId);
  }
}

/** The response to a command, or the problem that says why not. */
function answer(trajectoryId: string, result: CommandResult) {
  if (result.kind === 'accepted') return { trajectoryId, version: result.version, seqs: [...result.seqs], repeated: result.repeated };
  if (result.kind === 'stale') {
    const since = result.since.map(({ seq, type, at, actor }) => ({ seq, type, at, role: actor.role }));
    throw new ProductError('TRAJECTORY.STALE', { currentVersion: result.currentVersion }, { since, currentVersion: result.currentVersion });
  }
  const { code, issues, blocks } = result.refusal;
  const details = { fields: issues.map((issue) => issue.path), problems: issues };
  throw new ProductError(code, details, { blocks: blocks.map((block) => ({ ...block, params: block.params as Record<string, string | number | string[]>, unblockedBy: [...block.unblockedBy] })) });
}
