import { ProductError } from '@buurtbalans/contracts';
import { type Account, type Database } from '@buurtbalans/database';
import { wordsOfCommand } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { isSuspect } from '../platform/personal-words.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';
import { visibleTrajectory } from '../platform/access/who-sees.ts';

type Item = Call<'sendBulk'>['body']['items'][number];

/** One command for many trajectories. */
@Controller()
export class BulkController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly trajectories: Trajectories,
  ) {}

  @Route('sendBulk')
  async send(@TheCall() { caller, body, language }: Call<'sendBulk'>) {
    isSuspect(wordsOfCommand(body.command), body.confirmedNotPersonal);
    const items = [];
    // one after the other: each is short, and a request of five hundred leaves the pool to the others
    for (const item of body.items) {
      const outcome = await this.one(caller.account, item, body.command).catch((error: unknown) => {
        if (error instanceof ProductError) return error;
        throw error;
      });
      const refused = outcome instanceof ProductError;
      items.push({
        trajectoryId: item.trajectoryId,
        accepted: !refused,
        version: refused ? null : outcome.version,
        problem: refused ? outcome.problem(language) : null,
      });
    }
    return { items };
  }

  private async one(account: Account, { trajectoryId, commandId, expectedVersion }: Item, command: unknown) {
    await visibleTrajectory(this.db, account, trajectoryId);
    return this.trajectories.send(account, trajectoryId, {
      commandId,
      expectedVersion,
      command,
      confirmedNotPersonal: true,
    });
  }
}
