import type { Lane } from '@buurtbalans/domain';
import type { Database, ScopedTransaction } from '../database.ts';
import { ContributionGroupEntity } from './contribution-group.entity.ts';
import { facilitatorScope } from '../sessions/contribution.repository.ts';

/** A group of contributions inside one lane. */
export interface StoredGroup {
  readonly id: string;
  readonly lane: Lane;
  readonly title: string;
  readonly contributionIds: readonly string[];
}

const tableOf = { professional: 'professional_contribution', resident: 'resident_contribution' } as const;

async function groupsOf(tx: ScopedTransaction, trajectoryId: string, lane: Lane): Promise<StoredGroup[]> {
  const groups = await tx
    .selectFrom('contribution_group')
    .select(['id', 'lane', 'title'])
    .where('trajectory_id', '=', trajectoryId)
    .where('lane', '=', lane)
    .orderBy('title')
    .execute();
  const members = await tx
    .selectFrom(tableOf[lane])
    .select(['id', 'group_id'])
    .where('trajectory_id', '=', trajectoryId)
    .where('group_id', 'is not', null)
    .orderBy('seq')
    .execute();
  return groups.map((group) => ({
    ...group,
    contributionIds: members.filter((member) => member.group_id === group.id).map((member) => member.id),
  }));
}

/** Groups of one lane, for its facilitator. */
export async function listGroups(
  db: Database,
  accountId: string,
  trajectoryId: string,
  lane: Lane,
): Promise<StoredGroup[]> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, lane), (tx) => groupsOf(tx, trajectoryId, lane));
}

/** Makes or changes a group; its contributions become exactly the given ones. */
export async function saveGroup(
  db: Database,
  accountId: string,
  trajectoryId: string,
  group: { id: string; lane: Lane; title: string; contributionIds: readonly string[] },
): Promise<StoredGroup> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, group.lane), async (tx, entities) => {
    const { id, lane, title } = group;
    await entities().upsert(
      ContributionGroupEntity,
      { id, trajectoryId, lane, title },
      { onConflictMergeFields: ['title'] },
    );
    const table = tableOf[group.lane];
    await tx
      .updateTable(table)
      .set({ group_id: null })
      .where('trajectory_id', '=', trajectoryId)
      .where('group_id', '=', group.id)
      .execute();
    if (group.contributionIds.length > 0) {
      await tx.updateTable(table).set({ group_id: group.id }).where('id', 'in', group.contributionIds).execute();
    }
    return (await groupsOf(tx, trajectoryId, group.lane)).find((saved) => saved.id === group.id)!;
  });
}

/** Takes a group apart; its contributions stay. False when there is no such group. */
export async function deleteGroup(
  db: Database,
  accountId: string,
  trajectoryId: string,
  lane: Lane,
  groupId: string,
): Promise<boolean> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, lane), async (tx) => {
    await tx
      .updateTable(tableOf[lane])
      .set({ group_id: null })
      .where('trajectory_id', '=', trajectoryId)
      .where('group_id', '=', groupId)
      .execute();
    const result = await tx.deleteFrom('contribution_group').where('id', '=', groupId).executeTakeFirst();
    return Number(result.numDeletedRows) === 1;
  });
}

/** Marks contributions as used for a released statement; which statement is not kept. */
export async function markReleased(
  db: Database,
  accountId: string,
  trajectoryId: string,
  lane: Lane,
  contributionIds: readonly string[],
): Promise<void> {
  if (contributionIds.length === 0) return;
  await db.asRole(facilitatorScope(accountId, trajectoryId, lane), (tx) =>
    tx.updateTable(tableOf[lane]).set({ released: true }).where('id', 'in', contributionIds).execute(),
  );
}
