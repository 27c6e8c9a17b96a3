import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type ContentReader,
  type Database,
  readTrajectory,
  type StoredTrajectory,
} from '@buurtbalans/database';
import type { Actor, Lane, TrajectoryState } from '@buurtbalans/domain';

/** Whether an account may see a trajectory at all. Administrators care for accounts, not for trajectories. */
export function maySee(account: Account, { id, state }: Pick<StoredTrajectory, 'id' | 'state'>): boolean {
  // whoever was invited for one sees that one
  if (account.trajectoryId !== null && account.trajectoryId !== id) return false;
  switch (account.role) {
    case 'programme_manager':
      return true;
    case 'facilitator':
      return state.facilitators.includes(account.id);
    case 'research_adviser':
      return state.researchAdvisers.includes(account.id);
    case 'professional':
      return organisationIn(account, state) !== undefined;
    case 'stakeholder':
      return state.sharedPicture.number > 0;
    case 'administrator':
      return false;
  }
}

/** Under which id an account's organisation is in a trajectory: its own, or that of a double that was merged into it. */
function organisationIn({ organisation }: Account, state: TrajectoryState): string | undefined {
  if (!organisation) return undefined;
  return [organisation.id, ...organisation.doubles].find((id) => Object.hasOwn(state.organisations, id));
}

/** The database role under which an account reads texts; undefined for those who see progress only. */
export function contentReader(account: Account): ContentReader | undefined {
  if (account.role === 'facilitator') return 'bb_facilitator';
  if (account.role === 'research_adviser') return 'bb_adviser';
  return undefined;
}

/** Whether an account may read what a lane said in its sessions: its facilitator, and in the professional lane the alliance. */
export function mayReadMinutes(
  account: Account,
  trajectory: Pick<StoredTrajectory, 'id' | 'state'>,
  lane: Lane,
): boolean {
  if (!maySee(account, trajectory)) return false;
  return account.role === 'facilitator' || (account.role === 'professional' && lane === 'professional');
}

/** The account as the sender of a command. */
export function actorOf(account: Account): Actor {
  return {
    role: account.role,
    accountId: account.id,
    ...(account.organisation ? { organisationId: account.organisation.id } : {}),
  };
}

/** An account as it is in a trajectory: of the organisation that is there, which can be a double of its own. */
export function accountIn(account: Account, state: TrajectoryState): Account {
  const id = organisationIn(account, state);
  return account.organisation && id !== undefined
    ? { ...account, organisation: { ...account.organisation, id } }
    : account;
}

/** The trajectory, if this account may see it; to all others it does not exist. */
export async function visibleTrajectory(db: Database, account: Account, id: string): Promise<StoredTrajectory> {
  const trajectory = await readTrajectory(db, id);
  if (!trajectory || !maySee(account, trajectory)) throw new ProductError('TRAJECTORY.NOT_FOUND');
  return trajectory;
}
