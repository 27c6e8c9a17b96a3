import { ProductError } from '@buurtbalans/contracts';
import type { Account, Database } from '@buurtbalans/database';
import { wordsOfCommand } from '@buurtbalans/domain';
import { type CommandResult, giveCommand } from '@buurtbalans/workflow';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf } from '../platform/access/who-sees.ts';
import { BackgroundService } from '../platform/background.service.ts';
import type { Config } from '../platform/config.ts';
import { isSuspect } from '../platform/personal-words.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';

/** A command as it was sent; what is in it is checked when it is decided. */
export interface CommandRequest {
  readonly commandId: string;
  readonly expectedVersion?: number | undefined;
  readonly command: unknown;
  /** The author was warned of words that leave, and says that they are not about a person. */
  readonly confirmedNotPersonal?: boolean | undefined;
}

/** Gives commands on behalf of an account, and answers as the API does. */
@Injectable()
export class CommandService {
  readonly #ground: { readonly db: Database; readonly secret: string };

  constructor(
    @Inject(DATABASE) db: Database,
    @Inject(CONFIG) config: Config,
    private readonly background: BackgroundService,
  ) {
    this.#ground = { db, secret: config.BUURTBALANS_SECRET };
  }

  /** @throws ProductError that says why the command was not accepted. */
  async send(account: Account, trajectoryId: string, request: CommandRequest) {
    const { commandId, expectedVersion, command, confirmedNotPersonal = false } = request;
    isSuspect(wordsOfCommand(command), confirmedNotPersonal);
    const actor = actorOf(account);
    const result = await giveCommand(this.#ground, { trajectoryId, commandId, expectedVersion, command, actor });
    this.background.kick();
    return answer(trajectoryId, result);
  }
}

/** The response to a command, or the problem that says why not. */
function answer(trajectoryId: string, result: CommandResult) {
  if (result.kind === 'accepted')
    return {
      trajectoryId,
      version: result.version,
      seqs: [...result.seqs],
      repeated: result.repeated,
      ...(result.reportId !== undefined && { reportId: result.reportId }),
    };
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
