import type { Database } from '@buurtbalans/database';
import { countPromises, dutchDay, isPromiseOverdue, type Lane } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { readPromises } from './lane-sessions.ts';

/** Promises of a lane: all of them for its facilitator, and how many for the programme manager. */
@Controller()
export class PromisesController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('listPromises')
  async list(@TheCall() { trajectory, params }: Call<'listPromises'>) {
    const promises = await readPromises(this.db, trajectory, params.lane);
    return {
      items: promises.map((promise) => {
        const { id, what, ownerOrganisationId, owner, due, status, sessionIds } = promise;
        return {
          id,
          what,
          ownerOrganisationId,
          owner,
          due,
          status,
          isOverdue: isPromiseOverdue(promise, today()),
          sessionIds: [...sessionIds],
        };
      }),
    };
  }

  @Route('countPromises')
  async count(@TheCall() { trajectory }: Call<'countPromises'>) {
    const counts = async (lane: Lane) => countPromises(await readPromises(this.db, trajectory, lane), today());
    return { professional: await counts('professional'), resident: await counts('resident') };
  }
}

const today = (): string => dutchDay(new Date().toISOString());
