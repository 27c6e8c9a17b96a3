import { type Coincidence, ProductError } from '@buurtbalans/contracts';
import {
  type Database,
  deleteGroup,
  listGroups,
  listLaneContributions,
  markReleased,
  saveGroup,
} from '@buurtbalans/database';
import { type AreaGeometry, disclosureOf, withoutAgreement, withPlaceNames } from '@buurtbalans/domain';
import { guardFigures } from '@buurtbalans/figures';
import { coincidenceOf } from '@buurtbalans/reports';
import { readBehind } from '@buurtbalans/workflow';
import { readProfile, shownOf } from '@buurtbalans/workflow/profile';
import { Controller, Inject } from '@nestjs/common';
import { actorOf } from '../platform/access/who-sees.ts';
import { isSuspect } from '../platform/personal-words.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';

/** What lies in each lane, for its facilitator, and where the released things coincide. */
@Controller()
export class FindingsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly trajectories: Trajectories,
  ) {}

  @Route('listLaneContributions')
  async contributions(@TheCall() { caller: { account }, trajectory: { id }, params }: Call<'listLaneContributions'>) {
    return { items: await listLaneContributions(this.db, account.id, id, params.lane) };
  }

  @Route('listGroups')
  async groups(@TheCall() { caller: { account }, trajectory: { id }, params }: Call<'listGroups'>) {
    return { items: await listGroups(this.db, account.id, id, params.lane) };
  }

  @Route('putGroup')
  async putGroup(@TheCall() { caller: { account }, trajectory: { id }, params, body }: Call<'putGroup'>) {
    const { confirmedNotPersonal, ...group } = body;
    isSuspect(group.title, confirmedNotPersonal);
    return saveGroup(this.db, account.id, id, { id: params.groupId, lane: params.lane, ...group }).catch(
      (error: { code?: string }) => {
        // 42501: a group of that id lies in another lane or trajectory, which row-level security keeps out of sight
        throw error.code === '42501' ? new ProductError('ANALYSIS.GROUP_NOT_FOUND') : error;
      },
    );
  }

  @Route('deleteGroup')
  async deleteGroup(@TheCall() { caller: { account }, trajectory: { id }, params }: Call<'deleteGroup'>) {
    if (!(await deleteGroup(this.db, account.id, id, params.lane, params.groupId)))
      throw new ProductError('ANALYSIS.GROUP_NOT_FOUND');
  }

  @Route('markReleased')
  async released(@TheCall() { caller: { account }, trajectory: { id }, params, body }: Call<'markReleased'>) {
    await markReleased(this.db, account.id, id, params.lane, body.contributionIds);
  }

  @Route('listCoincidence')
  async coincidence(@TheCall() { caller: { account }, trajectory }: Call<'listCoincidence'>) {
    const { id, state } = await this.trajectories.counted(trajectory);
    const contents = await this.trajectories.contentsFor(account, id);
    const area = state.area && contents?.get(state.area.geometry);
    if (!contents || !area) return { items: [] };
    const [template, profile] = await Promise.all([
      this.trajectories.templateOf(state),
      readProfile(this.db, { id, state }),
    ]);
    const { figures, ...beside } = shownOf(profile);
    const guarded = guardFigures(figures, beside, template.smallNumberThreshold);
    const items: Coincidence[] = coincidenceOf(
      withPlaceNames(state, contents),
      template,
      JSON.parse(area) as AreaGeometry,
      guarded,
    );
    return { items };
  }

  /** The same count and the same rule as when it is released, so that the form tells what will be printed. */
  @Route('previewRelease')
  async preview(@TheCall() { caller: { account }, trajectory: { id, state }, params, body }: Call<'previewRelease'>) {
    const sending = { trajectoryId: id, actor: actorOf(account) };
    const [counted, { smallNumberThreshold: threshold }] = await Promise.all([
      readBehind(this.db, sending, { ...body, lane: params.lane }),
      this.trajectories.templateOf(state),
    ]);
    if (!counted) throw new ProductError('TRAJECTORY.ITEM_NOT_FOUND', { fields: ['contributionIds'] });
    const { behind } = counted;
    return {
      leaves: disclosureOf({ behind, place: body.place }, state.organisations, threshold),
      withoutAgreement:
        'organisationIds' in behind ? withoutAgreement(behind.organisationIds, state.organisations) : [],
      threshold,
    };
  }
}
