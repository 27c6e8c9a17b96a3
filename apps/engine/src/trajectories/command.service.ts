import { ProductError } from '@buurtbalans/contracts';
import { type Account, type CommandResult, type Database, executeCommand } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import { DATABASE } from '../platform/tokens.ts';
import { actorOf } from './trajectory-access.ts';

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
  ) {}

  /** @throws ProductError that says why the command was not accepted. */
  async send(account: Account, trajectoryId: string, request: Request) {
    const result = await executeCommand(this.db, { ...request, trajectoryId, actor: actorOf(account) });
    this.background.kick();
    return answer(trajectoryId, result);
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
