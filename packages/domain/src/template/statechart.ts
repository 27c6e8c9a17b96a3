import type { Lane } from '../people.ts';
import type { CommandType } from '../trajectory/trajectory.commands.ts';
import type { Guard, MethodTemplate, Phase } from './method-template.ts';

/** A phase of the drawing with what belongs to it. */
export interface ChartPhase {
  readonly id: Phase;
  readonly expectedDays: number;
  /** Commands that the template allows in this phase and not in every phase. */
  readonly commands: readonly CommandType[];
  /** Lanes with sessions in this phase. */
  readonly lanes: readonly Lane[];
  /** Timers that may run in this phase: id and days. */
  readonly timers: readonly MethodTemplate['timers'][number][];
  /** The step out of it; undefined at the end. */
  readonly next: { readonly to: Phase; readonly guards: readonly Guard[] } | undefined;
}

/** What is drawn of a template: its phases in order, lanes beside each other, guards on the steps, timers on the phases. */
export function statechartOf(template: MethodTemplate): ChartPhase[] {
  const allows = (type: CommandType, phase: Phase): boolean => {
    const rule = template.commands[type];
    return rule !== undefined && (!rule.phases || rule.phases.includes(phase));
  };
  const timersIn = (phase: Phase): ChartPhase['timers'] =>
    template.timers.filter(({ id }) => {
      if (id === 'phase-overdue') return phase !== 'completed';
      if (id === 'review-due') return phase === 'completed';
      if (id === 'session-reminder') return allows('PlanSession', phase);
      return allows(id === 'gap-overdue' ? 'OpenGap' : 'SignCommitment', phase);
    });
  return template.phases.map(({ id, expectedDays }) => {
    const step = template.transitions.find((transition) => transition.from === id);
    return {
      id,
      expectedDays,
      commands: (Object.keys(template.commands) as CommandType[]).filter((type) =>
        template.commands[type]!.phases?.includes(id),
      ),
      lanes: allows('OpenSession', id) ? template.lanes : [],
      timers: timersIn(id),
      next: step && { to: step.to, guards: step.guards },
    };
  });
}
