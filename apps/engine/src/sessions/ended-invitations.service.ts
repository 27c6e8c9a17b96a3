import type { Database } from '@buurtbalans/database';
import type { CommandType } from '@buurtbalans/domain';
import { eraseInviteesOf } from '@buurtbalans/workflow';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';

/** With these, addresses may no longer be needed. */
const ENDS = ['CloseSession', 'CancelSession', 'Stop'] as const satisfies readonly CommandType[];

/** Erases the addresses of invitees once nobody is invited any more. */
@Injectable()
export class EndedInvitations {
  constructor(@Inject(DATABASE) db: Database, trajectories: Trajectories) {
    for (const type of ENDS)
      trajectories.follow(type, (trajectoryId, command) =>
        eraseInviteesOf(db, { trajectoryId, sessionId: 'sessionId' in command ? command.sessionId : undefined }),
      );
  }
}
