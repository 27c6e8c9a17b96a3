import { accept, lay, refuse } from '../trajectory/decision.ts';
import { templateMove } from './template-move.ts';
import { allTimers, ofNothingPast, phaseTimers } from '../trajectory/timers.ts';
import { event } from '../trajectory/trajectory.events.ts';
import type { Handlers } from '../trajectory/handler.ts';

/** Moving a running trajectory to another template, or another version of its own. */
export const templateHandlers: Handlers<'MoveToTemplate'> = {
  MoveToTemplate: ({ phaseMap, dueDates, reason }, state, { template, meta }) => {
    const { target } = meta;
    if (!target) return refuse('TEMPLATE.NOT_FOUND', { issues: [{ path: 'templateVersion', problem: 'not_found' }] });
    const { phase, problems } = templateMove(state, template, target, phaseMap, meta.now);
    if (phase === undefined || problems.length > 0) {
      return refuse('TEMPLATE.MOVE_REFUSED', {
        blocks: problems.map((problem) => ({ ...problem, unblockedBy: [], waivable: false })),
      });
    }
    const stays = target.id === template.id && target.version === template.version && phase === state.phase;
    // to where it is already: nothing happens, and a repeat is harmless
    if (stays && dueDates === 'keep' && Object.entries(phaseMap).every(([from, to]) => from === to)) return accept();
    const arrives = phase === state.phase ? undefined : (true as const);
    const { ids, contents } = lay(meta, { reason });
    const moved = event('TemplateMoved', {
      from: { id: template.id, version: template.version },
      to: { id: target.id, version: target.version },
      phase: { from: state.phase, to: phase },
      phaseMap,
      dueDates,
      ...(arrives && { arrives }),
      ...ids,
    });
    // dates of things are kept; a phase that begins has its own terms
    const begun = arrives ? phaseTimers(target, phase, meta.now) : {};
    const timers =
      dueDates === 'keep'
        ? begun
        : { ...ofNothingPast(allTimers(target, { ...state, phase }), state, meta.now), ...begun };
    return accept(moved, { contents, timers });
  },
};
