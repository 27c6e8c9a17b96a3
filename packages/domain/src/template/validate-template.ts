import dutch from 'zod/v4/locales/nl.js';
import { COMMAND_TYPES, type CommandType } from '../trajectory/trajectory.commands.ts';
import {
  type CommandRule,
  type Guard,
  type MethodTemplate,
  methodTemplateSchema,
  type Phase,
  type Predicate,
} from './method-template.ts';
import { frameOf } from './role-frame.ts';
import { OF_THE_SYSTEM, ruleOf, WAYS_OUT } from './engine-rules.ts';

/** One thing that is wrong with a template: where (path into its JSON), what, and figures for the text. */
export interface TemplateProblem {
  readonly path: string;
  readonly code: TemplateProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What can be wrong; each is a key of the text catalogue. */
export type TemplateProblemCode =
  | 'schema'
  | 'phase.twice'
  | 'phase.unknown'
  | 'phase.unreachable'
  | 'phase.order'
  | 'transition.twice'
  | 'command.unknown'
  | 'command.neverPossible'
  | 'command.ofTheSystem'
  | 'command.wayOut'
  | 'command.nobody'
  | 'command.role'
  | 'guard.twice'
  | 'guard.parameter'
  | 'guard.lane'
  | 'guard.contradiction'
  | 'guard.neverMet'
  | 'timer.twice'
  | 'exercise.twice'
  | 'retention.beforeReview';

/** Parameter without which a condition means nothing. */
const NEEDS_PARAMETER: Partial<Record<Predicate, keyof Guard>> = {
  indicatorPerTheme: 'themes',
  commitmentsSigned: 'count',
  sessionsClosedAtLeast: 'count',
  sessionsPlannedAtMost: 'count',
  findingsRecorded: 'count',
  intervalElapsed: 'months',
};

/** Commands that have all to be possible for a condition ever to come true. */
const NEEDS_COMMANDS: Record<Predicate, readonly CommandType[]> = {
  facilitatorAppointed: ['Appoint'],
  areaDrawn: ['SetArea'],
  questionWritten: ['WriteQuestion'],
  indicatorPerTheme: ['ChooseIndicator'],
  intakeSignedOff: ['SignOffIntake'],
  commitmentsSigned: ['AddOrganisation', 'SignCommitment'],
  sessionsClosedAtLeast: ['PlanSession', 'OpenSession', 'CloseSession'],
  sessionsPlannedAtMost: [],
  noSessionOpen: ['CloseSession'],
  sharedPictureApproved: ['ApproveSharedPicture'],
  findingsRecorded: ['RecordFinding'],
  findingsHaveEvidence: ['SetEvidence'],
  testableClaimsTested: ['RecordCheck'],
  gapsOwnedAndDated: ['AssignGap'],
  actionsComplete: ['PlanAction'],
  actionsOwnedAndDated: ['PlanAction'],
  dissentConcluded: ['ConcludeDissent'],
  residentEditionMade: ['MakeResidentEdition'],
  intervalElapsed: [],
};

type Report = (path: string, code: TemplateProblemCode, params?: TemplateProblem['params']) => void;

/**
 * Reads anything as a method template. Gives the template, or everything that is wrong with it: first its shape, and
 * once that is right, whether every path through it can be walked to the end.
 */
export function validateTemplate(
  input: unknown,
): { template: MethodTemplate } | { problems: readonly TemplateProblem[] } {
  const parsed = methodTemplateSchema.safeParse(input);
  if (!parsed.success) {
    // the same problems in the same order, in the words of each language
    const inDutch = methodTemplateSchema.safeParse(input, { error: dutch().localeError }).error?.issues ?? [];
    return {
      problems: parsed.error.issues.map(({ path, message }, index) => ({
        path: path.join('.'),
        code: 'schema',
        params: { en: message, nl: inDutch[index]?.message ?? message },
      })),
    };
  }
  const problems: TemplateProblem[] = [];
  const report: Report = (path, code, params = {}) => problems.push({ path, code, params });
  const template = parsed.data;
  checkNames(template, report);
  checkGuards(template, report);
  checkRetention(template, report);
  if (problems.length === 0) walk(template, report);
  return problems.length === 0 ? { template } : { problems };
}

function checkNames(template: MethodTemplate, report: Report): void {
  const phases = template.phases.map((phase) => phase.id);
  twice(phases).forEach((index) => report(`phases.${index}.id`, 'phase.twice', { phase: phases[index]! }));
  twice(template.transitions.map((step) => step.from)).forEach((index) =>
    report(`transitions.${index}.from`, 'transition.twice', { phase: template.transitions[index]!.from }),
  );
  twice(template.timers.map((timer) => timer.id)).forEach((index) =>
    report(`timers.${index}.id`, 'timer.twice', { timer: template.timers[index]!.id }),
  );
  twice(template.exercises.map((exercise) => exercise.id)).forEach((index) =>
    report(`exercises.${index}.id`, 'exercise.twice', { exercise: template.exercises[index]!.id }),
  );
  for (const [index, step] of template.transitions.entries()) {
    for (const end of ['from', 'to'] as const)
      if (!phases.includes(step[end])) report(`transitions.${index}.${end}`, 'phase.unknown', { phase: step[end] });
    if (phases.includes(step.from) && phases.includes(step.to) && phases.indexOf(step.to) <= phases.indexOf(step.from))
      report(`transitions.${index}`, 'phase.order', { from: step.from, to: step.to });
  }
  for (const [type, rule] of Object.entries(template.commands)) {
    if (!COMMAND_TYPES.some((known) => known === type))
      report(`commands.${type}`, 'command.unknown', { command: type });
    checkWho(type, rule, report);
    for (const [index, phase] of (rule.phases ?? []).entries())
      if (!phases.includes(phase)) report(`commands.${type}.phases.${index}`, 'phase.unknown', { phase });
  }
}

/** What nobody may give, and what a template has no say in. */
function checkWho(type: string, { roles, phases, guards }: CommandRule, report: Report): void {
  const path = `commands.${type}`;
  const isRestricted = phases !== undefined || guards.length > 0;
  const systemAlone = roles.every((role) => role === 'system');
  if (OF_THE_SYSTEM.some((known) => known === type)) {
    if (isRestricted || !systemAlone) report(path, 'command.ofTheSystem', { command: type });
    return;
  }
  if (systemAlone) report(`${path}.roles`, 'command.nobody', { command: type });
  for (const [index, role] of roles.entries())
    if (!systemAlone && !frameOf(type as CommandType).includes(role))
      report(`${path}.roles.${index}`, 'command.role', { command: type, role });
  if (isRestricted && WAYS_OUT.some((known) => known === type)) report(path, 'command.wayOut', { command: type });
}

function checkGuards(template: MethodTemplate, report: Report): void {
  const places = guardPlaces(template);
  const ids = places.map(({ guard }) => guard.id);
  twice(ids).forEach((index) => report(`${places[index]!.path}.id`, 'guard.twice', { guard: ids[index]! }));
  for (const { path, guard } of places) {
    const parameter = NEEDS_PARAMETER[guard.predicate];
    if (parameter && guard[parameter] === undefined)
      report(`${path}.${parameter}`, 'guard.parameter', { guard: guard.id, parameter });
    if (guard.lane && !template.lanes.includes(guard.lane))
      report(`${path}.lane`, 'guard.lane', { guard: guard.id, lane: guard.lane });
    if (guard.predicate === 'sessionsClosedAtLeast')
      contradictions(template, guard).forEach((most) =>
        report(path, 'guard.contradiction', {
          guard: guard.id,
          other: most.id,
          count: guard.count ?? 1,
          most: most.count ?? 0,
        }),
      );
  }
}

/** A trajectory is not erased before the review that it waits for. */
function checkRetention(template: MethodTemplate, report: Report): void {
  const waits = guardPlaces(template).flatMap(({ guard }) =>
    guard.predicate === 'intervalElapsed' ? [guard.months ?? 0] : [],
  );
  const review = Math.max(0, ...waits);
  if (template.retentionMonths < review)
    report('retentionMonths', 'retention.beforeReview', { months: template.retentionMonths, review });
}

/** Limits on planning that keep a number of closed sessions out of reach. */
function contradictions(template: MethodTemplate, guard: Guard): Guard[] {
  const limits = (ruleOf(template, 'PlanSession')?.guards ?? []).filter(
    (limit) => limit.predicate === 'sessionsPlannedAtMost' && !limit.waivable,
  );
  return limits.filter(
    (limit) => (!limit.lane || limit.lane === guard.lane) && (limit.count ?? 0) < (guard.count ?? 1) && !guard.waivable,
  );
}

interface GuardPlace {
  readonly path: string;
  readonly guard: Guard;
}

function guardPlaces(template: MethodTemplate): GuardPlace[] {
  const onTheWay = template.transitions.flatMap((step, at) =>
    step.guards.map((guard, index) => ({ path: `transitions.${at}.guards.${index}`, guard })),
  );
  const onCommands = Object.entries(template.commands).flatMap(([type, rule]) =>
    rule.guards.map((guard, index) => ({ path: `commands.${type}.guards.${index}`, guard })),
  );
  return [...onTheWay, ...onCommands];
}

/** Positions of what stood earlier in the list already. */
function twice(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}

/**
 * Walks from the first phase as far as it goes, with all that can be done on the way. What could be done in an earlier
 * phase stays done, so the walk only gathers; a condition is met once its commands were possible somewhere before.
 */
function walk(template: MethodTemplate, report: Report): void {
  const reached: Phase[] = [];
  let done = new Set<CommandType>();
  for (let phase: Phase | undefined = template.phases[0]!.id; phase !== undefined;) {
    reached.push(phase);
    done = possible(template, reached, done);
    const at = template.transitions.findIndex((step) => step.from === phase);
    const step = template.transitions[at];
    for (const [index, guard] of (step?.guards ?? []).entries()) {
      if (!canBeMet(template, guard, done))
        report(`transitions.${at}.guards.${index}`, 'guard.neverMet', {
          guard: guard.id,
          phase,
          missing: missing(guard, done).join(', '),
        });
    }
    if (step && !done.has('AdvancePhase'))
      report('commands.AdvancePhase', 'command.neverPossible', { command: 'AdvancePhase', phase });
    phase = step?.to;
  }
  for (const [index, { id }] of template.phases.entries())
    if (!reached.includes(id)) report(`phases.${index}`, 'phase.unreachable', { phase: id });
  for (const type of Object.keys(template.commands) as CommandType[]) {
    if (!done.has(type)) report(`commands.${type}`, 'command.neverPossible', { command: type, phase: reached.at(-1)! });
  }
}

/** Commands that were possible in a phase reached so far: each round may open others, until nothing is added. */
function possible(
  template: MethodTemplate,
  reached: readonly Phase[],
  before: ReadonlySet<CommandType>,
): Set<CommandType> {
  const done = new Set(before);
  for (let size = -1; size !== done.size;) {
    size = done.size;
    for (const type of COMMAND_TYPES) {
      const rule = ruleOf(template, type);
      const inTime = rule && (!rule.phases || rule.phases.some((phase) => reached.includes(phase)));
      if (inTime && rule.guards.every((guard) => canBeMet(template, guard, done))) done.add(type);
    }
  }
  return done;
}

function missing(guard: Guard, done: ReadonlySet<CommandType>): CommandType[] {
  return NEEDS_COMMANDS[guard.predicate].filter((type) => !done.has(type));
}

function canBeMet(template: MethodTemplate, guard: Guard, done: ReadonlySet<CommandType>): boolean {
  if (guard.predicate === 'noSessionOpen' && !done.has('OpenSession')) return true;
  return (
    missing(guard, done).length === 0 ||
    (guard.waivable && (done.has('Waive') || ruleOf(template, 'Waive') !== undefined))
  );
}
