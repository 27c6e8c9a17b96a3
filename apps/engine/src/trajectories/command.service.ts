import { ProductError } from '@buurtbalans/contracts';
import type { Account, Database } from '@buurtbalans/database';
import type { CommandOf, CommandType } from '@buurtbalans/domain';
import { type CommandResult, executeCommand } from '@buurtbalans/workflow';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf } from '../platform/access/who-sees.ts';
import { BackgroundService } from '../platform/background.service.ts';
import { DATABASE } from '../platform/tokens.ts';

/** A command as it was sent; what is in it is checked when it is decided. */
export interface CommandRequest {
  readonly commandId: string;
  readonly expectedVersion?: number | undefined;
  readonly command: unknown;
}

/** What a feature does once a command was accepted. */
export type Following<T extends CommandType> = (trajectoryId: string, command: CommandOf<T>) => Promise<unknown>;

/** Gives commands on behalf of an account, and answers as the API does. */
@Injectable()
export class CommandService {
  /** What stands beside the journal, by the command that it belongs to. */
  readonly #following = new Map<unknown, Following<CommandType>[]>();

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly background: BackgroundService,
  ) {}

  follow<T extends CommandType>(type: T, then: Following<T>): void {
    this.#following.set(type, [...(this.#following.get(type) ?? []), then as Following<CommandType>]);
  }

  /** @throws ProductError that says why the command was not accepted. */
  async send(account: Account, trajectoryId: string, request: CommandRequest) {
    const result = await executeCommand(this.db, { ...request, trajectoryId, actor: actorOf(account) });
    this.background.kick();
    if (result.kind === 'accepted') {
      const command = request.command as CommandOf<CommandType>;
      for (const then of this.#following.get(command.type) ?? []) await then(trajectoryId, command);
    }
    return answer(trajectoryId, result);
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
