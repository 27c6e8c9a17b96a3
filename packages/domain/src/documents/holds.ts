import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import type { ReportState } from './documents.state.ts';
import { versionShown } from './version-shown.ts';

/** Why what a document shows holds no longer, and since when; null where a journal of an earlier version does not say it. */
export interface Ended {
  readonly because: 'picture' | 'plan';
  readonly since: string | null;
}

/**
 * Whether what a document shows was approved or agreed, and is so no longer: another picture stands, or none, or there is a
 * later plan. Undefined while it holds, and of what nobody approved. A plan beside which a concept is being written holds.
 */
export function endedOf(
  report: Pick<ReportState, 'document' | 'pictureNumber' | 'planNumber'>,
  { sharedPicture, plan }: Pick<TrajectoryState, 'sharedPicture' | 'plan'>,
): Ended | undefined {
  const { pictureNumber, planNumber } = report;
  if (versionShown(report) === undefined || pictureNumber === undefined) return undefined;
  if (pictureNumber !== sharedPicture.number || sharedPicture.approvedAt === null)
    return { because: 'picture', since: sharedPicture.ended?.[pictureNumber] ?? null };
  return planNumber !== undefined && plan && planNumber < plan.number ? { because: 'plan', since: plan.at } : undefined;
}
