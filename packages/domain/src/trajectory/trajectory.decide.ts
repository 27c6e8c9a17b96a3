import { type MethodTemplate, methodTemplateSchema } from '../template/method-template.ts';
import type { Lane } from '../people.ts';
import { roleBlocks, stateBlocks, waiversUsed } from './available.ts';
import type { Block } from './guards.ts';
import { documentHandlers } from '../documents/documents.decide.ts';
import { findingHandlers } from '../findings/findings.decide.ts';
import { intakeHandlers } from '../intake/intake.decide.ts';
import type { Context, Handler } from './handler.ts';
import { lifecycleHandlers } from '../case/lifecycle.decide.ts';
import { peopleHandlers } from '../case/people.decide.ts';
import { sharingHandlers } from '../sharing/sharing.decide.ts';
import { planHandlers } from '../plan/plan.decide.ts';
import { sessionHandlers } from '../sessions/sessions.decide.ts';
import { templateHandlers } from '../case/template.decide.ts';
import { timerHandlers } from '../case/timers.decide.ts';
import { accept, type Decision, type Happened, type Meta, refuse, type Refused } from './decision.ts';
import { takenBackBy } from './takes-back.ts';
import { phaseTimers, worthTelling } from './timers.ts';
import { type Command, type CommandOf, commandSchemas, type CommandType } from './trajectory.commands.ts';
import { event, type NewEvent } from './trajectory.events.ts';
import type { TakenBack } from './event-parts.ts';
import type { TrajectoryState } from './trajectory-state.ts';

const handlers: { readonly [K in Exclude<CommandType, 'CreateTrajectory'>]: Handler<K> } = {
  ...peopleHandlers,
  ...lifecycleHandlers,
  ...timerHandlers,
  ...templateHandlers,
  ...intakeHandlers,
  ...sessionHandlers,
  ...findingHandlers,
  ...planHandlers,
  ...documentHandlers,
  ...sharingHandlers,
};

/** What kind of command something is said to be; undefined when there is none of that name. */
function typeOf(input: unknown): CommandType | undefined {
  const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
  return typeof type === 'string' && Object.hasOwn(commandSchemas, type) ? (type as CommandType) : undefined;
}

/** Why a sender may not give a command of this kind at all, whatever is in it; nothing for one that no such kind has. */
export function forbids(
  input: unknown,
  state: TrajectoryState | null,
  template: MethodTemplate,
  meta: Pick<Meta, 'actor'>,
): Block[] {
  const type = typeOf(input);
  return type === undefined ? [] : roleBlocks(state, type, template, meta);
}

/**
 * Reads anything as a command. Gives the command, or a refusal that names each part that is wrong.
 */
export function parseCommand(input: unknown): { command: Command } | { refused: Refused } {
  const type = typeOf(input);
  if (type === undefined) {
    return { refused: refuse('COMMAND.INVALID', { issues: [{ path: 'type', problem: 'unknown_command' }] }) };
  }
  const parsed = commandSchemas[type].safeParse(input);
  if (parsed.success) return { command: parsed.data as Command };
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.message }));
  return { refused: refuse('COMMAND.INVALID', { issues }) };
}

/**
 * Decides a command: pure, deterministic, and total on any JSON. `state` is null for a trajectory that does not exist
 * yet. Throws only when the template itself is not a valid template.
 */
export function decide(input: unknown, state: TrajectoryState | null, template: MethodTemplate, meta: Meta): Decision {
  // who may not is told so before anything is said of what was sent
  const forbidden = forbids(input, state, template, meta);
  if (forbidden.length > 0) return refuse('COMMAND.NOT_ALLOWED', { blocks: forbidden });
  const parsed = parseCommand(input);
  if ('refused' in parsed) return parsed.refused;
  const { command } = parsed;

  if (command.type === 'CreateTrajectory') return create(command, state, { template, meta });
  if (state === null) return refuse('TRAJECTORY.NOT_FOUND');

  // a screen that shows another phase than the one that is must look again before anything else is said
  if ((command.type === 'AdvancePhase' || command.type === 'GoBack') && command.from !== state.phase) {
    return refuse('TRAJECTORY.PHASE_MOVED', { issues: [{ path: 'from', problem: state.phase }] });
  }
  const blocks = stateBlocks(state, command.type, template, meta);
  if (blocks.length > 0) return refuse('COMMAND.BLOCKED', { blocks });
  const handler = handlers[command.type] as Handler<typeof command.type>;
  const decided = handler(command as never, state, { template, meta });
  if (decided.kind === 'refused') return decided;
  const waivers = waiversUsed(state, command.type, laneOf(command, state), template, meta.now);
  return journaled(decided, state, (made) => takenBackBy(made, state, template), waivers);
}

function laneOf(command: Command, state: TrajectoryState): Lane | undefined {
  if (command.type === 'PlanSession') return command.lane;
  return 'sessionId' in command && command.sessionId !== null ? state.sessions[command.sessionId]?.lane : undefined;
}

/**
 * Each event says what it takes back, and the last one which waivers have served and what becomes of timers, so that the
 * journal alone tells what stands and when what is due.
 */
function journaled(
  { kind, events, contents, effects, timers, reportId }: Happened,
  state: TrajectoryState | null,
  takes: (made: NewEvent) => TakenBack | undefined,
  waivers: readonly string[],
): Decision {
  const due = worthTelling(timers, state);
  const whole = events.map((made, index) => {
    const isLast = index === events.length - 1;
    const taken = takes(made);
    const used = [...new Set([...(taken?.waivers ?? []), ...(isLast ? waivers : [])])];
    const takesBack = { ...taken, ...(used.length > 0 && { waivers: used }) };
    const beside = {
      ...(isLast && Object.keys(due).length > 0 && { timers: due }),
      ...(Object.keys(takesBack).length > 0 && { takesBack }),
    };
    return Object.keys(beside).length === 0 ? made : ({ ...made, data: { ...made.data, ...beside } } as NewEvent);
  });
  return { kind, events: whole, contents, effects, ...(reportId !== undefined && { reportId }) };
}

function create(
  { name, districtCode, invented }: CommandOf<'CreateTrajectory'>,
  state: TrajectoryState | null,
  { template, meta }: Context,
): Decision {
  if (state !== null) return refuse('TRAJECTORY.EXISTS');
  const first = methodTemplateSchema.parse(template).phases[0]!.id;
  const data = {
    name,
    districtCode,
    invented,
    templateId: template.id,
    templateVersion: template.version,
    phase: first,
  };
  const made = accept(event('TrajectoryCreated', data), { timers: phaseTimers(template, first, meta.now) });
  return journaled(made, state, () => undefined, []);
}
