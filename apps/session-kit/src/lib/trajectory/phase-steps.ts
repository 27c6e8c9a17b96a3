import type { OverviewRow, TrajectoryView } from '@buurtbalans/contracts';
import { laneProgress, PHASES, type Phase } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { laneName, phaseName } from '#lib/texts/names.ts';

const states = { done: m.phase_state_done, current: m.phase_state_current, ahead: m.phase_state_ahead };

function stepsOf(order: readonly Phase[], current: Phase) {
  const at = order.indexOf(current);
  return order.map((id, index) => {
    const state = index < at ? ('done' as const) : index === at ? ('current' as const) : ('ahead' as const);
    return { id, name: phaseName(id), state, stateText: states[state]() };
  });
}

/** Steps of the small track in the overview. */
export const smallSteps = (row: OverviewRow) => stepsOf(PHASES, row.phase);

/** Steps of the track on the trajectory's page; the exchange shows its two lanes. */
export function phaseSteps(view: TrajectoryView) {
  const lanes = (['professional', 'resident'] as const).map((lane) => ({
    lane,
    name: laneName(lane),
    text: m.lane_progress(laneProgress(view.sessions, lane)),
  }));
  const order = view.template.phases.map((phase) => phase.id);
  return stepsOf(order, view.phase).map((step) => (step.id === 'exchange' ? { ...step, lanes } : step));
}
