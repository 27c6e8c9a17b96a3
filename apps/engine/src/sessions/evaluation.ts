import type { EvaluationView } from '@buurtbalans/contracts';
import { harvestOf, type LiveState } from '@buurtbalans/domain';

/** How participants judged a session: what its harvest tells of the last evaluation in it. */
export function evaluationOf(state: LiveState): Omit<EvaluationView, 'sessionId'> {
  const nothing = { answered: 0, useful: null, heard: null };
  const step = harvestOf(state).steps.findLast(({ exercise }) => exercise === 'evaluation');
  if (step?.isHidden) return { state: 'hidden', ...nothing };
  if (!step?.result) return { state: 'none', ...nothing };
  const { answered, isFew, scale, heard } = step.result;
  return { state: isFew ? 'few' : 'told', answered, useful: scale && [...scale], heard: heard && [...heard] };
}
