import type { Guard, MethodTemplate, Phase, Predicate } from '../template/method-template.ts';
import { openSessionBlocks } from '../trajectory/available.ts';
import { type Block, unmet } from '../trajectory/guards.ts';
import { sessionCounts } from '../trajectory/progress.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';

/** What stands in the way of a move, in terms that a text catalogue turns into a sentence. */
export type MoveProblem = Pick<Block, 'code' | 'params'>;

/** What a move to another template version would do. */
export interface TemplateMove {
  /** Phase in the new template; undefined when the present one is not mapped. */
  readonly phase: Phase | undefined;
  /** Everything that the trajectory's history contradicts; with one of these the move is refused. */
  readonly problems: readonly MoveProblem[];
}

/**
 * Conditions that the past has met for good: nothing takes a closed session or a drawn area back. Where the new
 * template asks one of them on the way to the present phase, the history either has it or contradicts the template.
 */
const LASTING: readonly Predicate[] = ['areaDrawn', 'questionWritten', 'intakeSignedOff', 'sessionsClosedAtLeast'];

const problem = (code: string, params: MoveProblem['params']): MoveProblem => ({ code: `move.${code}`, params });

const order = (template: MethodTemplate): Phase[] => template.phases.map((phase) => phase.id);

/** A map that keeps each phase that both templates have; a phase that the new one lacks is left open. */
export function suggestPhaseMap(from: MethodTemplate, to: MethodTemplate): Partial<Record<Phase, Phase>> {
  const target = order(to);
  return Object.fromEntries(order(from).flatMap((phase) => (target.includes(phase) ? [[phase, phase]] : [])));
}

function mapProblems(from: MethodTemplate, to: MethodTemplate, map: Readonly<Record<string, Phase>>): MoveProblem[] {
  const source = order(from);
  const target = order(to);
  const mapped = (phase: string): Phase | undefined => (Object.hasOwn(map, phase) ? map[phase] : undefined);
  const unmapped = source.filter((phase) => mapped(phase) === undefined).map((phase) => problem('unmapped', { phase }));
  const strangers = Object.keys(map)
    .filter((phase) => !source.some((known) => known === phase))
    .map((phase) => problem('unknown', { phase }));
  const absent = source.flatMap((phase) =>
    mapped(phase) && !target.includes(mapped(phase)!) ? [problem('noSuchPhase', { phase: mapped(phase)! })] : [],
  );
  const places = source.map((phase) => target.indexOf(mapped(phase) ?? phase)).filter((place) => place >= 0);
  const backwards = places.some((place, index) => index > 0 && place < places[index - 1]!);
  return [...unmapped, ...strangers, ...absent, ...(backwards ? [problem('order', {})] : [])];
}

/** Whether two conditions are one, whatever they are called and whether they can be waived. */
function asksTheSame(
  { id: _id, waivable: _waivable, ...one }: Guard,
  { id: _other, waivable: _too, ...other }: Guard,
): boolean {
  return same(Object.entries(one).sort(), Object.entries(other).sort());
}

/**
 * Conditions on the way to where a trajectory would arrive that are not met. Each has to hold now, unless it was met on
 * the way that lies behind it and can have changed since: that is so of a condition that the present template asks too,
 * on a step that was taken.
 */
function unmetOnTheWay(
  state: TrajectoryState,
  from: MethodTemplate,
  to: MethodTemplate,
  phase: Phase,
  now: string,
): Block[] {
  const behind = order(from).slice(0, order(from).indexOf(state.phase));
  const passed = from.transitions.filter((step) => behind.includes(step.from)).flatMap((step) => step.guards);
  const wasMet = (guard: Guard): boolean =>
    !LASTING.includes(guard.predicate) && passed.some((known) => asksTheSame(known, guard));
  // a waiver that has served counts for the step that it was about, and one that has not for any
  const isWaived = ({ id, waivable }: Guard): boolean =>
    waivable &&
    state.waivers[id] !== undefined &&
    (state.waivers[id].usedAt === undefined || passed.some((known) => known.id === id));
  const ahead = order(to).slice(0, order(to).indexOf(phase));
  return to.transitions
    .filter((step) => ahead.includes(step.from))
    .flatMap((step) => step.guards)
    .filter((guard) => !wasMet(guard) && !isWaived(guard))
    .flatMap((guard) => unmet(state, guard, now) ?? []);
}

function historyProblems(
  state: TrajectoryState,
  from: MethodTemplate,
  to: MethodTemplate,
  phase: Phase,
  now: string,
): MoveProblem[] {
  const sessions = Object.values(state.sessions).filter((session) => session.status !== 'cancelled');
  const lanes = [...new Set(sessions.map((session) => session.lane))].filter((lane) => !to.lanes.includes(lane));
  const guards = [...to.transitions, ...Object.values(to.commands)].flatMap((rule) => rule.guards);
  const waived = Object.keys(state.waivers).filter((id) => guards.some((guard) => guard.id === id && !guard.waivable));
  return [
    ...lanes.map((lane) => problem('lane', { lane })),
    ...waived.map((guard) => problem('waiver', { guard })),
    ...unmetOnTheWay(state, from, to, phase, now).map(({ code, params, guardId }) =>
      problem('history', { ...params, condition: code, guard: guardId ?? '' }),
    ),
    ...openSessionBlocks(state, phase, to).map(({ params }) => problem('sessionOpen', { ...params, phase })),
    ...tooMany(state, to),
  ];
}

function tooMany(state: TrajectoryState, to: MethodTemplate): MoveProblem[] {
  const limits = (to.commands.PlanSession?.guards ?? []).filter(
    (guard) => guard.predicate === 'sessionsPlannedAtMost' && !state.waivers[guard.id],
  );
  return limits.flatMap((guard) => {
    const planned = Object.values(state.sessions).filter(
      (session) => sessionCounts(session) && session.lane === (guard.lane ?? session.lane),
    ).length;
    return planned > (guard.count ?? 0)
      ? [problem('tooManySessions', { planned, most: guard.count ?? 0, lane: guard.lane ?? '' })]
      : [];
  });
}

/**
 * What moving a trajectory to another template would mean. The map says what each phase of the present template
 * becomes; it has to be total, keep the order, and fit what has already happened.
 */
export function templateMove(
  state: TrajectoryState,
  from: MethodTemplate,
  to: MethodTemplate,
  map: Readonly<Record<string, Phase>>,
  now: string,
): TemplateMove {
  const wrong = mapProblems(from, to, map);
  const phase = Object.hasOwn(map, state.phase) ? map[state.phase] : undefined;
  if (phase === undefined || !order(to).includes(phase)) return { phase: undefined, problems: wrong };
  return { phase, problems: [...wrong, ...historyProblems(state, from, to, phase, now)] };
}

/** A guard that only one of two templates has, or that they set differently. */
export interface GuardDifference {
  readonly id: string;
  readonly before: Guard | null;
  readonly after: Guard | null;
}

/** How one template differs from another, for whoever decides on a move: ids of guards, timers and commands. */
export interface TemplateDifference {
  readonly guards: readonly GuardDifference[];
  readonly timers: readonly { readonly id: string; readonly before: number | null; readonly after: number | null }[];
  readonly phases: readonly { readonly id: Phase; readonly before: number | null; readonly after: number | null }[];
  readonly commands: readonly string[];
  readonly retentionMonths: { readonly before: number; readonly after: number } | null;
  readonly placeGrainMetres: { readonly before: number; readonly after: number } | null;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function changedNumbers<T extends string>(
  before: readonly (readonly [T, number])[],
  after: readonly (readonly [T, number])[],
) {
  const [was, is] = [new Map(before), new Map(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ id, before: was.get(id) ?? null, after: is.get(id) ?? null }))
    .filter((entry) => entry.before !== entry.after);
}

/** Compares two templates. */
export function compareTemplates(from: MethodTemplate, to: MethodTemplate): TemplateDifference {
  const guardsOf = (template: MethodTemplate) =>
    new Map(
      [...template.transitions, ...Object.values(template.commands)].flatMap((rule) =>
        rule.guards.map((guard) => [guard.id, guard] as const),
      ),
    );
  const [was, is] = [guardsOf(from), guardsOf(to)];
  const guards = [...new Set([...was.keys(), ...is.keys()])]
    .map((id): GuardDifference => ({ id, before: was.get(id) ?? null, after: is.get(id) ?? null }))
    .filter(({ before, after }) => !same(before, after));
  const number = (before: number, after: number) => (before === after ? null : { before, after });
  return {
    guards,
    timers: changedNumbers(
      from.timers.map((timer) => [timer.id, timer.days] as const),
      to.timers.map((timer) => [timer.id, timer.days] as const),
    ),
    phases: changedNumbers(
      from.phases.map((phase) => [phase.id, phase.expectedDays] as const),
      to.phases.map((phase) => [phase.id, phase.expectedDays] as const),
    ),
    commands: [...new Set([...Object.keys(from.commands), ...Object.keys(to.commands)])].filter(
      (type) => !same(from.commands[type], to.commands[type]),
    ),
    retentionMonths: number(from.retentionMonths, to.retentionMonths),
    placeGrainMetres: number(from.placeGrainMetres, to.placeGrainMetres),
  };
}
