import { type Database, listTrajectories, type StoredTrajectory } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { sharingCommitmentStatus } from '@buurtbalans/domain';
import { readLiveState } from '@buurtbalans/workflow';
import { accountIn, maySee } from '../platform/access/who-sees.ts';
import { readSessionDetails } from './session-view.ts';

/** What a professional with an account takes part in. */
@Controller()
export class OwnSessionsController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('listOwnSessions')
  async list(@TheCall() { caller }: Call<'listOwnSessions'>) {
    const { account } = caller;
    if (!account.organisation) return { items: [] };
    const own = (await listTrajectories(this.db, {})).filter(
      (trajectory) => trajectory.state.status !== 'stopped' && maySee(account, trajectory),
    );
    const items = (
      await Promise.all(
        own.map((trajectory) => this.sessionsOf(trajectory, accountIn(account, trajectory.state).organisation!.id)),
      )
    ).flat();
    return {
      items: items.sort(
        (one, other) =>
          Number(other.status === 'open') - Number(one.status === 'open') ||
          one.plannedFor.localeCompare(other.plannedFor),
      ),
    };
  }

  /** Sessions of the professional lane that still take something in. */
  private async sessionsOf({ id: trajectoryId, state }: StoredTrajectory, organisationId: string) {
    const commitment = sharingCommitmentStatus(state.organisations[organisationId]!, new Date());
    const sessions = Object.entries(state.sessions).filter(
      ([, { lane, status }]) => lane === 'professional' && (status === 'planned' || status === 'open'),
    );
    return Promise.all(
      sessions.map(async ([sessionId, { number, plannedFor, status }]) => {
        const reference = { sessionId, trajectoryId, lane: 'professional' } as const;
        const [{ title, question }, live] = await Promise.all([
          readSessionDetails(this.db, reference),
          readLiveState(this.db, reference),
        ]);
        const showOrganisations = live?.state.script.showOrganisations ?? false;
        return {
          sessionId,
          trajectoryId,
          trajectoryName: state.name,
          number,
          title,
          question,
          plannedFor,
          status: status as 'planned' | 'open',
          isPaused: state.status === 'paused',
          showOrganisations,
          commitment,
        };
      }),
    );
  }
}
