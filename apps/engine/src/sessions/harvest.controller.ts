import { isDeepStrictEqual } from 'node:util';
import { ProductError } from '@buurtbalans/contracts';
import { type Database, listReports, readMinutes, type SessionReference } from '@buurtbalans/database';
import { harvestOf, minutesOf } from '@buurtbalans/domain';
import { readLiveState } from '@buurtbalans/workflow';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { mayReadMinutes } from '../platform/access/who-sees.ts';
import { evaluationOf } from './evaluation.ts';
import { sessionsOfLane } from './lane-sessions.ts';

/** What comes after a session: its harvest, its minutes, and how it was judged. */
@Controller()
export class HarvestController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('readHarvest')
  async harvest(@TheCall() { session: reference }: Call<'readHarvest'>) {
    const live = await readLiveState(this.db, reference);
    if (!live) throw new ProductError('SESSION.NOT_FOUND');
    const { minutes } = live.state;
    const stored = minutes.stands ? await readMinutes(this.db, reference) : undefined;
    // the own words are compared by whether they are approved: here it is about what happened
    const isBehind =
      Boolean(stored?.content) &&
      minutes.approved &&
      !isDeepStrictEqual(stored!.content, JSON.parse(JSON.stringify(minutesOf(live.state))));
    return { ...harvestOf(live.state), minutes, isBehind };
  }

  @Route('listMinutes')
  async minutes(@TheCall() { caller, trajectory }: Call<'listMinutes'>) {
    const { id, state } = trajectory;
    const readable = Object.entries(state.sessions).filter(
      ([, { lane, status }]) => status === 'closed' && mayReadMinutes(caller.account, trajectory, lane),
    );
    const made = new Map((await listReports(this.db, id)).map((report) => [report.reportId, report]));
    const found = await Promise.all(
      readable.map(([sessionId, { lane }]) => this.minutesOf({ sessionId, trajectoryId: id, lane })),
    );
    return {
      items: found.flatMap((one) => {
        if (!one) return [];
        const { sessionId, edition, approvedAt, content, files } = one;
        const documents = files.flatMap((file) => {
          const report = state.reports[file.reportId];
          return report
            ? [
                {
                  ...file,
                  format: report.format,
                  language: report.language,
                  pages: made.get(file.reportId)?.pages ?? null,
                  bytes: made.get(file.reportId)?.bytes ?? null,
                },
              ]
            : [];
        });
        return [{ sessionId, edition, approvedAt, stands: content !== null, documents }];
      }),
    };
  }

  @Route('listEvaluations')
  async evaluations(@TheCall() { trajectory, params }: Call<'listEvaluations'>) {
    const sessions = await sessionsOfLane(this.db, trajectory, params.lane);
    return {
      items: sessions
        .filter(({ session }) => session.status === 'closed')
        .map(({ sessionId, live }) => ({ sessionId, ...evaluationOf(live.state) })),
    };
  }

  private async minutesOf(reference: SessionReference) {
    const minutes = await readMinutes(this.db, reference);
    return minutes && { sessionId: reference.sessionId, ...minutes };
  }
}
