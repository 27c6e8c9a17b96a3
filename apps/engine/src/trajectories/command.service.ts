import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  cancelReport,
  type CommandResult,
  type Database,
  eraseInviteesOf,
  executeCommand,
  keepReportLink,
} from '@buurtbalans/database';
import type { CommandOf, CommandType } from '@buurtbalans/domain';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import type { Config } from '../platform/config.ts';
import { hashToken } from '../platform/access.guard.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { linkToken } from '../platform/link-token.ts';
import { actorOf } from './trajectory-access.ts';

/** With these, addresses may no longer be needed. */
const ENDS: readonly unknown[] = ['CloseSession', 'CancelSession', 'Stop'] satisfies CommandType[];

interface Request {
  readonly commandId: string;
  readonly expectedVersion?: number | undefined;
  readonly command: unknown;
}

/** Gives commands on behalf of an account, and answers as the API does. */
@Injectable()
export class CommandService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly background: BackgroundService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws ProductError that says why the command was not accepted. */
  async send(account: Account, trajectoryId: string, request: Request) {
    const result = await executeCommand(this.db, { ...request, trajectoryId, actor: actorOf(account) });
    this.background.kick();
    const { type, sessionId } = (request.command ?? {}) as { readonly type?: unknown; readonly sessionId?: string };
    if (result.kind === 'accepted' && ENDS.includes(type)) await eraseInviteesOf(this.db, { trajectoryId, sessionId });
    if (result.kind === 'accepted') await this.follow(trajectoryId, request.command as Partial<CommandOf<CommandType>>);
    return answer(trajectoryId, result);
  }

  /** What stands beside the journal: the address of a link, and what the worker looks at. A repeat of the command makes up for what was missed. */
  private async follow(trajectoryId: string, command: Partial<CommandOf<CommandType>>): Promise<void> {
    if (command.type === 'CancelReport')
      return cancelReport(this.db, trajectoryId, (command as CommandOf<'CancelReport'>).reportId);
    if (command.type !== 'PublishReport') return;
    const { linkId, reportId } = command as CommandOf<'PublishReport'>;
    await keepReportLink(
      this.db,
      { linkId, trajectoryId, reportId },
      hashToken(linkToken(this.config.BUURTBALANS_SECRET, linkId)),
    );
  }
}

/** The response to a command, or the problem that says why not. */
function answer(trajectoryId: string, result: CommandResult) {
  if (result.kind === 'accepted')
    return { trajectoryId, version: result.version, seqs: [...result.seqs], repeated: result.repeated };
  if (result.kind === 'stale') {
    const since = result.since.map(({ seq, type, at, actor }) => ({ seq, type, at, role: actor.role }));
    throw new ProductError(
      'TRAJECTORY.STALE',
      { currentVersion: result.currentVersion },
      { since, currentVersion: result.currentVersion },
    );
  }
  const { code, issues, blocks } = result.refusal;
  const details = { fields: issues.map((issue) => issue.path), problems: issues };
  throw new ProductError(code, details, {
    blocks: blocks.map((block) => ({
      ...block,
      params: block.params as Record<string, string | number | string[]>,
      unblockedBy: [...block.unblockedBy],
    })),
  });
}
