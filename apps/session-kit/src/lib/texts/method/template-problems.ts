import type { TemplateProblemView } from '@buurtbalans/contracts';
import type { Role, TemplateProblemCode } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { staffLanguage } from '../language.ts';
import { laneInSentence, phaseName, roleName } from '../names.ts';

type Read = (name: string) => string;

const texts: Record<TemplateProblemCode, (path: string, p: Read) => string> = {
  schema: (path, p) => m.tproblem_schema({ path, problem: p(staffLanguage()) }),
  'phase.twice': (path, p) => m.tproblem_phase_twice({ path, phase: phaseName(p('phase')) }),
  'phase.unknown': (path, p) => m.tproblem_phase_unknown({ path, phase: phaseName(p('phase')) }),
  'phase.unreachable': (path, p) => m.tproblem_phase_unreachable({ path, phase: phaseName(p('phase')) }),
  'phase.order': (path, p) => m.tproblem_phase_order({ path, from: phaseName(p('from')), to: phaseName(p('to')) }),
  'transition.twice': (path, p) => m.tproblem_transition_twice({ path, phase: phaseName(p('phase')) }),
  'command.unknown': (path, p) => m.tproblem_command_unknown({ path, command: p('command') }),
  'command.neverPossible': (path, p) => m.tproblem_command_neverPossible({ path, command: p('command') }),
  'command.ofTheSystem': (path, p) => m.tproblem_command_ofTheSystem({ path, command: p('command') }),
  'command.wayOut': (path, p) => m.tproblem_command_wayOut({ path, command: p('command') }),
  'command.nobody': (path, p) => m.tproblem_command_nobody({ path, command: p('command') }),
  'command.role': (path, p) =>
    m.tproblem_command_role({ path, command: p('command'), role: roleName(p('role') as Role) }),
  'guard.twice': (path, p) => m.tproblem_guard_twice({ path, guard: p('guard') }),
  'guard.parameter': (path, p) => m.tproblem_guard_parameter({ path, guard: p('guard'), parameter: p('parameter') }),
  'guard.lane': (path, p) => m.tproblem_guard_lane({ path, guard: p('guard'), lane: laneInSentence(p('lane')) }),
  'guard.contradiction': (path, p) =>
    m.tproblem_guard_contradiction({ path, guard: p('guard'), count: p('count'), other: p('other'), most: p('most') }),
  'guard.neverMet': (path, p) =>
    m.tproblem_guard_neverMet({ path, guard: p('guard'), phase: phaseName(p('phase')), missing: p('missing') }),
  'retention.beforeReview': (path, p) =>
    m.tproblem_retention_before_review({ path, months: p('months'), review: p('review') }),
  'timer.twice': (path, p) => m.tproblem_timer_twice({ path, timer: p('timer') }),
  'exercise.twice': (path, p) => m.tproblem_exercise_twice({ path, exercise: p('exercise') }),
};

/** What is wrong with a template, as a sentence that begins with the place. */
export function templateProblem({ path, code, params }: TemplateProblemView): string {
  const read: Read = (name) => String(params[name] ?? '');
  return Object.hasOwn(texts, code)
    ? texts[code as TemplateProblemCode](path || m.tproblem_whole(), read)
    : `${path}: ${code}`;
}
