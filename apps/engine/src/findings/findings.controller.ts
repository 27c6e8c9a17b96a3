import { type Coincidence, ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  deleteGroup,
  listGroups,
  listLaneContributions,
  markReleased,
  readContents,
  saveGroup,
} from '@buurtbalans/database';
import type { AreaGeometry, Lane } from '@buurtbalans/domain';
import { coincidence } from '@buurtbalans/geo';
import { placedItems } from '@buurtbalans/reports';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { contentReader, facilitatedTrajectory, visibleTrajectory } from '../trajectories/trajectory-access.ts';

/** What lies in each lane, for its facilitator, and where the released things coincide. */
@Controller()
export class FindingsController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('listLaneContributions')
  async contributions(@TheCall() { caller, params }: Call<'listLaneContributions'>) {
    const { accountId, id, lane } = await this.lane(caller.account!, params);
    return { items: await listLaneContributions(this.db, accountId, id, lane) };
  }

  @Route('listGroups')
  async groups(@TheCall() { caller, params }: Call<'listGroups'>) {
    const { accountId, id, lane } = await this.lane(caller.account!, params);
    return { items: await listGroups(this.db, accountId, id, lane) };
  }

  @Route('putGroup')
  async putGroup(@TheCall() { caller, params, body }: Call<'putGroup'>) {
    const { accountId, id, lane } = await this.lane(caller.account!, params);
    return saveGroup(this.db, accountId, id, { id: params.groupId, lane, ...body }).catch(
      (error: { code?: string }) => {
        // 42501: a group of that id lies in another lane or trajectory, which row-level security keeps out of sight
        throw error.code === '42501' ? new ProductError('ANALYSIS.GROUP_NOT_FOUND') : error;
      },
    );
  }

  @Route('deleteGroup')
  async deleteGroup(@TheCall() { caller, params }: Call<'deleteGroup'>) {
    const { accountId, id, lane } = await this.lane(caller.account!, params);
    if (!(await deleteGroup(this.db, accountId, id, lane, params.groupId)))
      throw new ProductError('ANALYSIS.GROUP_NOT_FOUND');
  }

  @Route('markReleased')
  async released(@TheCall() { caller, params, body }: Call<'markReleased'>) {
    const { accountId, id, lane } = await this.lane(caller.account!, params);
    await markReleased(this.db, accountId, id, lane, body.contributionIds);
  }

  @Route('listCoincidence')
  async coincidence(@TheCall() { caller, params }: Call<'listCoincidence'>) {
    const account = caller.account!;
    const { id, state } = await visibleTrajectory(this.db, account, params.trajectoryId);
    const reader = contentReader(account);
    if (!reader) throw new ProductError('AUTH.FORBIDDEN');
    const area = state.area && (await readContents(this.db, reader, id)).get(state.area.geometry);
    const items: Coincidence[] = area ? coincidence(placedItems(state), JSON.parse(area) as AreaGeometry) : [];
    return { items };
  }

  private async lane(account: Account, params: { trajectoryId: string; lane: string }) {
    const { id } = await facilitatedTrajectory(this.db, account, params.trajectoryId);
    return { accountId: account.id, id, lane: params.lane as Lane };
  }
}
