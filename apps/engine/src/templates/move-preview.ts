import type { MovePreview } from '@buurtbalans/contracts';
import {
  allTimers,
  compareTemplates,
  type GuardDifference,
  type MethodTemplate,
  type Phase,
  stateBlocks,
  suggestPhaseMap,
  templateMove,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { copyBlock, copyParams } from '../platform/blocks.ts';

/** A move as it is tried. */
interface Move {
  readonly state: TrajectoryState;
  readonly from: MethodTemplate;
  readonly to: MethodTemplate;
  readonly phaseMap: Readonly<Record<string, Phase>> | undefined;
  readonly dueDates: 'keep' | 'recalculate';
  readonly now: Date;
}

/** What a move to another template would change, block and refuse; pure. */
export function movePreview({ state, from, to, phaseMap, dueDates, now }: Move): MovePreview {
  const meta = { now: now.toISOString(), actor: { role: 'system' as const }, commandId: '' };
  const map = phaseMap ?? (suggestPhaseMap(from, to) as Record<string, Phase>);
  const { phase, problems } = templateMove(state, from, to, map, meta.now);
  const moved = { ...state, phase: phase ?? state.phase };
  const { guards, ...changes } = compareTemplates(from, to);
  return {
    phase: { from: state.phase, to: phase ?? null },
    phaseMap: { ...map },
    problems: problems.map((problem) => ({ code: problem.code, params: copyParams(problem.params) })),
    changes: {
      ...changes,
      guards: guards.map(changedGuard),
      timers: [...changes.timers],
      phases: [...changes.phases],
      commands: [...changes.commands],
    },
    dueDates: dueDates === 'keep' ? [] : changedDates(state, to, moved),
    blocksNow: stateBlocks(state, 'AdvancePhase', from, meta).map(copyBlock),
    blocksThen: phase ? stateBlocks(moved, 'AdvancePhase', to, meta).map(copyBlock) : [],
  };
}

function changedGuard({ id, before, after }: GuardDifference): MovePreview['changes']['guards'][number] {
  const { predicate, lane, count, months, themes } = (after ?? before)!;
  return {
    id,
    predicate,
    lane,
    count,
    months,
    themes,
    change: before && after ? 'changed' : after ? 'added' : 'removed',
  };
}

function changedDates(state: TrajectoryState, to: MethodTemplate, moved: TrajectoryState): MovePreview['dueDates'] {
  const then = allTimers(to, moved);
  const keys = [...new Set([...Object.keys(state.timers), ...Object.keys(then)])];
  return keys
    .map((key) => ({ key, before: state.timers[key]?.dueAt ?? null, after: then[key] ?? null }))
    .filter(({ before, after }) => before !== after);
}
