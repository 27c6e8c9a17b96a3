import type { Change } from './applier.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/** A picture that an earlier version approved has the borders and figures of the first use of it, and keeps them. */
export function keepFacts({ sharedPicture }: TrajectoryState, facts: string | undefined): Change {
  return sharedPicture.approvedAt !== null && sharedPicture.facts === undefined && facts !== undefined
    ? { sharedPicture: { ...sharedPicture, facts } }
    : {};
}
