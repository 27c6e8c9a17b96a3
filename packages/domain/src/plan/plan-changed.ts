import type { Change } from '../trajectory/applier.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';

/** A concept begins beside the plan that was agreed, which stays what it is. */
export function planChanged({ plan }: TrajectoryState, at: string): Change {
  return plan === undefined || plan.changedAt !== undefined ? {} : { plan: { ...plan, changedAt: at } };
}
