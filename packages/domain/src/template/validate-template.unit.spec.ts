import { describe, expect, it } from 'vitest';
import type { MethodTemplate } from './method-template.ts';
import { ruleOf } from './engine-rules.ts';
import { statechartOf } from './statechart.ts';
import { defaultTemplate, shippedTemplates } from './templates.ts';
import { validateTemplate } from './validate-template.ts';

/** A copy of the first template with a change in it. */
function spoiled(change: (template: MethodTemplate) => void): unknown {
  const copy = structuredClone(defaultTemplate);
  change(copy);
  return copy;
}
function problemsOf(input: unknown): string[] {
  const result = validateTemplate(input);
  return 'problems' in result ? result.problems.map(({ path, code }) => `${path}: ${code}`) : [];
}
const guardsOf = (template: MethodTemplate, from: string) =>
  template.transitions.find((step) => step.from === from)!.guards;

describe('validating a method template', () => {
  it.each(shippedTemplates)('[M1] $id can be walked to its end', (template) => {
    expect(validateTemplate(JSON.parse(JSON.stringify(template)))).toEqual({ template });
  });

  it('[M1] names what is wrong and where', () => {
    expect(problemsOf(null)).toEqual([': schema']);
    expect(problemsOf(spoiled((template) => (template.phases[1]!.expectedDays = 0)))).toEqual([
      'phases.1.expectedDays: schema',
    ]);
    expect(problemsOf(spoiled((template) => template.phases.push(template.phases[0]!)))).toEqual([
      'phases.7.id: phase.twice',
    ]);
    expect(
      problemsOf(spoiled((template) => template.transitions.push({ ...template.transitions[0]!, guards: [] }))),
    ).toEqual(['transitions.6.from: transition.twice']);
    expect(
      problemsOf(spoiled((template) => (template.commands.MakeTea = { roles: ['facilitator'], guards: [] }))),
    ).toEqual(['commands.MakeTea: command.unknown']);
    expect(problemsOf(spoiled((template) => (guardsOf(template, 'intake')[0]!.id = 'facilitator-appointed')))).toEqual([
      'transitions.1.guards.0.id: guard.twice',
    ]);
    expect(problemsOf(spoiled((template) => delete guardsOf(template, 'exchange')[0]!.count))).toEqual([
      'transitions.2.guards.0.count: guard.parameter',
    ]);
    expect(problemsOf(spoiled((template) => (template.lanes = ['professional'])))).toEqual([
      'transitions.2.guards.1.lane: guard.lane',
    ]);
  });

  it('[M1] has bounds for its numbers, and no text that nobody can read', () => {
    const schema = (change: (template: MethodTemplate) => void) =>
      expect(problemsOf(spoiled(change))).toContainEqual(expect.stringContaining(': schema'));
    schema((template) => (template.phases[1]!.expectedDays = 1e12));
    schema((template) => (template.timers[0]!.days = -1e9));
    schema((template) => (template.retentionMonths = 1e9));
    schema((template) => (guardsOf(template, 'exchange')[0]!.count = 1e6));
    for (const name of ['x'.repeat(100_000), 'x\0', 'x\ud800', '']) schema((template) => (template.name.nl = name));
  });

  it('[P50] keeps a trajectory until its review at least', () => {
    const kept = (months: number) => problemsOf(spoiled((template) => (template.retentionMonths = months)));
    const { months = 0 } = guardsOf(defaultTemplate, 'completed').find(({ id }) => id === 'review-interval')!;
    expect(kept(months)).toEqual([]);
    expect(kept(months - 1)).toEqual(['retentionMonths: retention.beforeReview']);
  });

  it('[M1] tells what is wrong with the shape in Dutch and in English', () => {
    const result = validateTemplate(spoiled((template) => (template.phases[1]!.expectedDays = 0)));
    expect(result).toEqual({
      problems: [
        {
          path: 'phases.1.expectedDays',
          code: 'schema',
          params: { nl: expect.stringContaining('Te klein'), en: expect.stringContaining('Too small') },
        },
      ],
    });
  });

  it('[M9] has no say in what the system sends, closes no way out, and leaves nothing to nobody', () => {
    expect(
      problemsOf(spoiled((template) => (template.commands.FireTimer = { roles: ['facilitator'], guards: [] }))),
    ).toEqual(['commands.FireTimer: command.ofTheSystem']);
    expect(problemsOf(spoiled((template) => (template.commands.FireTimer!.phases = ['intake'])))).toEqual([
      'commands.FireTimer: command.ofTheSystem',
    ]);
    expect(problemsOf(spoiled((template) => (template.commands.RecordReport!.phases = ['plan'])))).toEqual([
      'commands.RecordReport: command.ofTheSystem',
    ]);
    for (const type of ['Resume', 'CloseSession'] as const)
      expect(problemsOf(spoiled((template) => (template.commands[type]!.phases = ['exchange'])))).toEqual([
        `commands.${type}: command.wayOut`,
      ]);
    expect(
      problemsOf(
        spoiled(
          (template) => (template.commands.Reopen = { roles: ['programme_manager'], phases: ['plan'], guards: [] }),
        ),
      ),
    ).toEqual(['commands.Reopen: command.wayOut']);
    expect(problemsOf(spoiled((template) => (template.commands.Appoint!.roles = ['system'])))).toEqual([
      'commands.Appoint.roles: command.nobody',
    ]);
  });

  it('[E263] hands a command to no role beyond the frame, and one that an earlier version let through counts for nothing', () => {
    for (const [type, role] of [
      ['PlanAction', 'stakeholder'],
      ['ConcludeDissent', 'professional'],
      ['RequestReport', 'programme_manager'],
      ['ReleaseStatement', 'research_adviser'],
      ['Appoint', 'administrator'],
      ['Pause', 'system'],
    ] as const) {
      const wide = spoiled((template) => template.commands[type]!.roles.push(role));
      const at = defaultTemplate.commands[type]!.roles.length;
      expect(problemsOf(wide)).toEqual([`commands.${type}.roles.${at}: command.role`]);
      expect(ruleOf(wide as MethodTemplate, type)!.roles).toEqual(defaultTemplate.commands[type]!.roles);
    }
    const strange = spoiled((template) => (template.commands.Resume!.roles = ['stakeholder']));
    expect(ruleOf(strange as MethodTemplate, 'Resume')!.roles).toEqual(['facilitator', 'programme_manager']);
  });

  it('[M9] leaves every way out open, also one that it does not name', () => {
    const ways = [
      'Appoint',
      'Resume',
      'Reopen',
      'CloseSession',
      'CancelReport',
      'WithdrawReportLink',
      'MoveToTemplate',
    ] as const;
    for (const type of ways) {
      const { [type]: _left, ...commands } = defaultTemplate.commands;
      const rule = ruleOf({ ...defaultTemplate, commands }, type);
      expect([type, rule?.phases, rule?.guards, rule?.roles.length]).toEqual([type, undefined, [], expect.any(Number)]);
    }
  });

  it('[M2] finds phases that nothing leads to, and steps back', () => {
    expect(problemsOf(spoiled((template) => template.transitions.pop()))).toEqual(['phases.6: phase.unreachable']);
    expect(problemsOf(spoiled((template) => (template.transitions[5]!.to = 'plan')))).toEqual([
      'transitions.5: phase.order',
    ]);
  });

  it('[M3] finds conditions that contradict each other or can never be met', () => {
    const few = spoiled((template) => {
      Object.assign(template.commands.PlanSession!.guards[0]!, { count: 3, waivable: false });
      guardsOf(template, 'exchange')[0]!.waivable = false;
    });
    expect(problemsOf(few)).toEqual(['transitions.2.guards.0: guard.contradiction']);
    // opened in the plan only, sessions come too late to leave the exchange; the resident meeting can be waived
    const late = spoiled((template) => {
      template.commands.OpenSession!.phases = ['plan'];
      guardsOf(template, 'exchange')[0]!.waivable = false;
    });
    expect(problemsOf(late)).toEqual(['transitions.2.guards.0: guard.neverMet']);
    // and through another command: no sharing commitment, so no session
    const unsigned = spoiled((template) => {
      delete template.commands.SignCommitment;
      for (const guard of guardsOf(template, 'exchange')) guard.waivable = false;
      template.commands.OpenSession!.guards[0]!.lane = undefined;
    });
    expect(problemsOf(unsigned)).toEqual([
      'transitions.2.guards.0: guard.neverMet',
      'transitions.2.guards.1: guard.neverMet',
      'commands.OpenSession: command.neverPossible',
    ]);
  });
});

describe('the statechart of a template', () => {
  it('has each phase with its lanes, timers and the conditions of the next step', () => {
    const [preparation, , exchange] = statechartOf(defaultTemplate);
    expect(preparation).toMatchObject({
      id: 'preparation',
      lanes: [],
      next: { to: 'intake', guards: [{ id: 'facilitator-appointed' }] },
    });
    expect(exchange).toMatchObject({
      lanes: ['professional', 'resident'],
      timers: [
        { id: 'phase-overdue' },
        { id: 'session-reminder' },
        { id: 'gap-overdue' },
        { id: 'commitment-expiring' },
      ],
    });
    expect(statechartOf(defaultTemplate).at(-1)).toMatchObject({ id: 'review', next: undefined });
  });
});
