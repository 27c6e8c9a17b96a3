import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import type { FindingState } from './findings.state.ts';

type Chosen = Pick<TrajectoryState, 'indicators'>;

/** Whether figures bear a finding out or go against it. */
export const isDecided = ({ verdict }: Pick<FindingState, 'verdict'>): boolean =>
  verdict === 'confirmed' || verdict === 'contradicted';

/** Whether a finding has a figure to be checked against: one that is chosen, and that the area has in its year. */
export function hasFigure({ indicatorIds }: Pick<FindingState, 'indicatorIds'>, { indicators }: Chosen): boolean {
  return indicatorIds.some((id) => indicators[id] !== undefined && !indicators[id].empty);
}

/** Whether a finding has a verdict of figures that are not there; journals of earlier versions can have such. */
export function isUnfounded(finding: Pick<FindingState, 'verdict' | 'indicatorIds'>, state: Chosen): boolean {
  return isDecided(finding) && !hasFigure(finding, state);
}
