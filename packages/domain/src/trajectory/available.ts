import type { Lane } from '../people.ts';
import { ruleOf } from '../template/engine-rules.ts';
import type { Guard, MethodTemplate, Phase } from '../template/method-template.ts';
import type { Meta } from './decision.ts';
import { type Block, blocksOf, isWaived, unmet } from './guards.ts';
import { givesAgain } from './takes-back.ts';
import { COMMAND_TYPES, type CommandType } from './trajectory.commands.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/** Whether a command can be given now; when not, everything that is in the way. */
export interface Availability {
  readonly allowed: boolean;
  readonly blocks: readonly Block[];
}

const ALWAYS_WHEN_PAUSED: readonly CommandType[] = [
  'Resume',
  'Stop',
  'Appoint',
  'Dismiss',
  'Reassign',
  'RecordReport',
  'CountBehind',
  'CancelReport',
  'WithdrawReportLink',
  'MoveToTemplate',
  'MoveTimer',
  'CancelTimer',
];
/** What is out can be taken back at any time. */
const ALWAYS_WHEN_STOPPED: readonly CommandType[] = ['RecordReport', 'CountBehind', 'WithdrawReportLink', 'Reopen'];

function block(code: string, params: Block['params'], unblockedBy: readonly string[] = []): Block {
  return { code, params, unblockedBy, waivable: false };
}

/** The phase after this one in the template, or undefined at the end. */
export function nextPhase(template: MethodTemplate, phase: Phase): Phase | undefined {
  return template.transitions.find((transition) => transition.from === phase)?.to;
}

/** Phases before this one in the template's order. */
export function earlierPhases(template: MethodTemplate, phase: Phase): Phase[] {
  const order = template.phases.map((step) => step.id);
  return order.slice(0, Math.max(0, order.indexOf(phase)));
}

function statusBlocks(state: TrajectoryState, type: CommandType): Block[] {
  if (state.status === 'stopped' && !ALWAYS_WHEN_STOPPED.includes(type))
    return [block('status.stopped', {}, ['Reopen'])];
  if (state.status !== 'stopped' && type === 'Reopen') return [block('status.notStopped', {})];
  if (state.status === 'paused' && !ALWAYS_WHEN_PAUSED.includes(type)) return [block('status.paused', {}, ['Resume'])];
  if (state.status === 'active' && type === 'Resume') return [block('status.active', {})];
  return [];
}

/**
 * Whether the sender may give this command at all: role by the template, and a facilitator or research adviser only
 * in a trajectory to which they are appointed.
 */
export function roleBlocks(
  state: TrajectoryState | null,
  type: CommandType,
  template: MethodTemplate,
  meta: Pick<Meta, 'actor'>,
): Block[] {
  const { role, accountId = '' } = meta.actor;
  const roles = ruleOf(template, type)?.roles ?? [];
  if (!roles.some((allowed) => allowed === role)) return [block('role', { roles })];
  // who facilitates has the people and the sessions that a move is about
  if (type === 'MoveToTemplate' && role !== 'facilitator' && state && state.facilitators.length > 0)
    return [block('role', { roles: ['facilitator'] })];
  if (state && role === 'facilitator' && !state.facilitators.includes(accountId))
    return [block('role.notAppointed', {})];
  if (state && role === 'research_adviser' && !state.researchAdvisers.includes(accountId))
    return [block('role.notAppointed', {})];
  return [];
}

/** Everything beside the sender's role that is in the way of a command. */
export function stateBlocks(
  state: TrajectoryState,
  type: CommandType,
  template: MethodTemplate,
  meta: Meta,
  lane?: Lane,
): Block[] {
  const rule = ruleOf(template, type);
  const blocks = statusBlocks(state, type);
  if (rule?.phases && !rule.phases.includes(state.phase) && !givesAgain(state, type, template)) {
    blocks.push(block('phase', { phase: state.phase, phases: rule.phases }, ['AdvancePhase', 'GoBack']));
  }
  const again = rule?.phases && !rule.phases.includes(state.phase) ? conditionsAgain(state, type, template) : [];
  const guards = [...(rule?.guards ?? []), ...again].filter((guard) => !guard.lane || guard.lane === lane);
  blocks.push(...blocksOf(state, guards, meta.now));
  if (type === 'AdvancePhase') blocks.push(...transitionBlocks(state, template, meta));
  return blocks;
}

/** What is approved again after the step for which it was needed meets the other conditions of that step again. */
function conditionsAgain(state: TrajectoryState, type: CommandType, template: MethodTemplate): Guard[] {
  if (type !== 'ApproveSharedPicture' || !givesAgain(state, type, template)) return [];
  const needed = template.transitions.filter(
    ({ from, guards }) => from !== state.phase && guards.some(({ predicate }) => predicate === 'sharedPictureApproved'),
  );
  const others = needed
    .flatMap(({ guards }) => guards)
    .filter(({ predicate }) => predicate !== 'sharedPictureApproved' && predicate !== 'noSessionOpen');
  const own = ruleOf(template, type)?.guards.map(({ predicate }) => predicate) ?? [];
  return others.filter(({ predicate }) => !own.includes(predicate));
}

function transitionBlocks(state: TrajectoryState, template: MethodTemplate, meta: Meta): Block[] {
  const transition = template.transitions.find((step) => step.from === state.phase);
  if (!transition) return [block('phase.last', { phase: state.phase })];
  const blocks = blocksOf(state, transition.guards, meta.now);
  // a template may waive its own condition, and not this one
  const isTold = blocks.some(({ code }) => code === 'guard.noSessionOpen');
  return isTold ? blocks : [...blocks, ...openSessionBlocks(state, transition.to, template)];
}

/** What keeps a trajectory out of a phase while a session is open: one may be open only where the template lets it open. */
export function openSessionBlocks(state: TrajectoryState, phase: Phase, template: MethodTemplate): Block[] {
  const open = Object.values(state.sessions).filter((session) => session.status === 'open').length;
  const phases = ruleOf(template, 'OpenSession')?.phases;
  return open === 0 || !phases || phases.includes(phase)
    ? []
    : [block('guard.noSessionOpen', { open }, ['CloseSession'])];
}

/** Conditions of the next step and of what can be done in this phase. */
function guardsHere(state: TrajectoryState, template: MethodTemplate): Guard[] {
  const next = template.transitions.find((step) => step.from === state.phase)?.guards ?? [];
  const commands = Object.values(template.commands).filter(({ phases }) => !phases || phases.includes(state.phase));
  return [...next, ...commands.flatMap(({ guards }) => guards)];
}

/** Whether a condition is in the way of something here and now: only then can it be waived. */
export function isInTheWay(state: TrajectoryState, guard: Guard, template: MethodTemplate, now: string): boolean {
  return (
    guardsHere(state, template).some(({ id }) => id === guard.id) &&
    !isWaived(state, guard) &&
    unmet(state, guard, now) !== undefined
  );
}

/** Waivers that let a command through: they have served then. */
export function waiversUsed(
  state: TrajectoryState,
  type: CommandType,
  lane: Lane | undefined,
  template: MethodTemplate,
  now: string,
): string[] {
  const own = (ruleOf(template, type)?.guards ?? []).filter(
    (guard) => (!guard.lane || guard.lane === lane) && unmet(state, guard, now),
  );
  return own.filter((guard) => isWaived(state, guard)).map(({ id }) => id);
}

/**
 * For each command: allowed, or what blocks it and what would unblock it. Guards that belong to one lane are left out
 * here; {@link laneBlocks} gives them for planning and opening a session of that lane.
 */
export function available(
  state: TrajectoryState,
  template: MethodTemplate,
  meta: Meta,
): Record<CommandType, Availability> {
  const entries = COMMAND_TYPES.map((type) => {
    const blocks = [...roleBlocks(state, type, template, meta), ...stateBlocks(state, type, template, meta)];
    return [type, { allowed: blocks.length === 0, blocks }] as const;
  });
  return Object.fromEntries(entries) as unknown as Record<CommandType, Availability>;
}

/** What keeps a session of this lane from being planned or opened: the guards that belong to the lane alone. */
export function laneBlocks(
  state: TrajectoryState,
  type: 'PlanSession' | 'OpenSession',
  lane: Lane,
  template: MethodTemplate,
  meta: Meta,
): Block[] {
  return stateBlocks(state, type, template, meta, lane);
}
