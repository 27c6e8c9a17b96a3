import { describe, expect, it } from 'vitest';
import type { MethodTemplate, Phase } from '../template/method-template.ts';
import { defaultTemplate, shippedTemplates } from '../template/templates.ts';
import { FACILITATOR, Given, idOf, MANAGER } from '../trajectory/given.testing.ts';
import { compareTemplates, suggestPhaseMap } from './template-move.ts';
import { allTimers } from '../trajectory/timers.ts';

const short = shippedTemplates.find((template) => template.id === 'buurtbalans-kort')!;
const second: MethodTemplate = {
  ...defaultTemplate,
  version: 2,
  phases: defaultTemplate.phases.map((phase) => (phase.id === 'exchange' ? { ...phase, expectedDays: 14 } : phase)),
  transitions: defaultTemplate.transitions.map((step) =>
    step.from === 'exchange'
      ? {
          ...step,
          guards: step.guards.map((guard) =>
            guard.predicate === 'sessionsClosedAtLeast' && guard.lane === 'professional'
              ? { ...guard, count: 5 }
              : guard,
          ),
        }
      : step,
  ),
};
const identity = Object.fromEntries(defaultTemplate.phases.map(({ id }) => [id, id])) as Record<Phase, Phase>;

function move(
  given: Given,
  target: MethodTemplate | undefined,
  phaseMap: Record<string, string> = identity,
  extra: object = {},
) {
  return given.try(
    {
      type: 'MoveToTemplate',
      templateId: target?.id ?? 'none',
      templateVersion: target?.version ?? 1,
      phaseMap,
      reason: 'nieuwe versie',
      ...extra,
    },
    FACILITATOR,
    target,
  );
}
const problems = (given: Given): string[] =>
  given.last?.kind === 'refused' ? given.last.blocks.map((block) => block.code) : [];

describe('moving to another template', () => {
  it('[E262] is for its facilitator, and for the programme manager only while there is none', () => {
    const given = new Given().intake();
    const by = (actor: typeof MANAGER) =>
      given.try(
        { type: 'MoveToTemplate', templateId: 'x', templateVersion: 1, phaseMap: identity, reason: 'x' },
        actor,
        { ...defaultTemplate, version: 2 },
      );
    expect(by(MANAGER)).toMatchObject({
      code: 'COMMAND.NOT_ALLOWED',
      blocks: [{ params: { roles: ['facilitator'] } }],
    });
    expect(by({ ...FACILITATOR, accountId: idOf(999) })).toMatchObject({ code: 'COMMAND.NOT_ALLOWED' });
    expect(by(FACILITATOR)).toMatchObject({ kind: 'accepted' });
    given.do({ type: 'Dismiss', accountId: FACILITATOR.accountId!, role: 'facilitator' }, MANAGER);
    expect(by(MANAGER)).toMatchObject({ kind: 'accepted' });
  });

  it('[M4] keeps the journal, the history and the due dates', () => {
    const given = new Given().exchange();
    given.planned(1, 'resident');
    const before = structuredClone(given.journal);
    const { timers, ...state } = given.state!;
    expect(move(given, second)).toMatchObject({ kind: 'accepted' });
    expect(given.journal.slice(0, before.length)).toEqual(before);
    expect(given.journal.at(-1)).toMatchObject({
      type: 'TemplateMoved',
      templateVersion: 1,
      data: { to: { id: 'buurtbalans-amsterdam', version: 2 } },
    });
    expect(given.state).toEqual({
      ...state,
      timers,
      version: before.length + 1,
      template: { id: 'buurtbalans-amsterdam', version: 2 },
    });
    given.do({ type: 'ChooseIndicator', indicatorId: 'youth.one', theme: 'youth', year: 2024 });
    expect(given.journal.at(-1)).toMatchObject({ templateVersion: 2 });
  });

  it('[M4] sets the due dates anew when that is asked', () => {
    const given = new Given().exchange();
    move(given, second, identity, { dueDates: 'recalculate' });
    expect(given.state!.timers['phase-overdue']!.dueAt).toBe('2026-03-16T09:00:00.000Z');
    expect(given.state!.timers).toMatchObject(
      Object.fromEntries(
        Object.entries(allTimers(second, given.state!)).flatMap(([key, dueAt]) => (dueAt ? [[key, { dueAt }]] : [])),
      ),
    );
  });

  it('[M5] to where it is does nothing', () => {
    const given = new Given().analysis();
    const before = given.state;
    expect(move(given, defaultTemplate)).toMatchObject({ kind: 'accepted', events: [] });
    expect(given.state).toBe(before);
  });

  it('[M6] is refused when a phase is not mapped, mapped out of order, or to one that is not there', () => {
    const given = new Given().exchange();
    const { review: _review, ...partial } = identity;
    move(given, second, partial);
    expect(problems(given)).toEqual(['move.unmapped']);
    move(given, second, { ...identity, analysis: 'exchange', exchange: 'analysis' });
    expect(problems(given)).toContain('move.order');
    move(given, short);
    expect(problems(given)).toEqual(['move.noSuchPhase', 'move.noSuchPhase']);
    expect(move(given, undefined)).toMatchObject({ code: 'TEMPLATE.NOT_FOUND' });
    expect(given.state!.template.version).toBe(1);
  });

  it('[M6] takes a trajectory to the short template with a map of its own', () => {
    const given = new Given().exchange();
    expect(suggestPhaseMap(defaultTemplate, short)).not.toHaveProperty('intake');
    expect(
      move(given, short, { ...suggestPhaseMap(defaultTemplate, short), intake: 'preparation', review: 'completed' }),
    ).toMatchObject({ kind: 'accepted' });
    expect(given.state).toMatchObject({ phase: 'exchange', template: { id: 'buurtbalans-kort' } });
  });

  it('[M7] is refused where the history contradicts the new version, also with resident meetings still open', () => {
    const given = new Given().analysis();
    given.planned(11, 'resident');
    given.do({ type: 'OpenSession', sessionId: idOf(11) });
    move(given, second);
    expect(given.last).toMatchObject({
      code: 'TEMPLATE.MOVE_REFUSED',
      blocks: [{ code: 'move.history', params: { guard: 'four-professional-sessions', closed: 4, needed: 5 } }],
    });
    const back = new Given().analysis();
    back.planned(11, 'resident');
    back.do({ type: 'OpenSession', sessionId: idOf(11) });
    back.do({ type: 'GoBack', from: 'analysis', to: 'exchange', reason: 'nog een sessie' });
    expect(move(back, second)).toMatchObject({ kind: 'accepted' });
    expect(back.state!.sessions[idOf(11)]).toMatchObject({ status: 'open' });
    back.do({ type: 'CloseSession', sessionId: idOf(11) });
  });

  it('[M7] is refused for a lane that was used, for more sessions than allowed, and for a waiver that is no longer one', () => {
    const given = new Given().exchange();
    given.do({ type: 'Waive', guardId: 'one-resident-meeting', reason: 'x' });
    given.planned(1, 'professional').planned(2, 'professional');
    const strict: MethodTemplate = {
      ...defaultTemplate,
      version: 3,
      lanes: ['resident'],
      transitions: defaultTemplate.transitions.map((step) => ({
        ...step,
        guards: step.guards.map((guard) => ({ ...guard, waivable: false })),
      })),
      commands: {
        ...defaultTemplate.commands,
        PlanSession: {
          ...defaultTemplate.commands.PlanSession!,
          guards: [{ id: 'one-session', predicate: 'sessionsPlannedAtMost', count: 1, waivable: false }],
        },
      },
    };
    move(given, strict);
    expect(problems(given)).toEqual(['move.lane', 'move.waiver', 'move.tooManySessions']);
  });

  it('[M10] meets the conditions between the old place and the new one', () => {
    const given = new Given().analysis();
    move(given, second, { ...identity, exchange: 'exchange', analysis: 'completed', plan: 'completed' });
    expect(given.last).toMatchObject({
      blocks: expect.arrayContaining(
        [
          'findings-recorded',
          'shared-picture-approved',
          'actions-complete',
          'dissent-concluded',
          'resident-edition-made',
        ].map((guard) => expect.objectContaining({ code: 'move.history', params: expect.objectContaining({ guard }) })),
      ),
    });
    const planned = new Given().plan();
    move(planned, { ...second, transitions: defaultTemplate.transitions }, { ...identity, plan: 'completed' });
    expect(problems(planned)).toEqual(['move.history', 'move.history', 'move.history']);
  });

  it('[M10] what was met on the way and may have changed since is not asked again where the phase is the same', () => {
    const given = new Given().plan();
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    const same = { ...defaultTemplate, version: 4 };
    expect(move(given, same)).toMatchObject({ kind: 'accepted' });
  });

  it('[M10] asks a condition anew where its figures are others than those that were met', () => {
    const given = new Given().exchange();
    const asks = (change: object): MethodTemplate => ({
      ...defaultTemplate,
      version: 8,
      transitions: defaultTemplate.transitions.map((step) => ({
        ...step,
        guards: step.guards.map((guard) => (guard.predicate === 'indicatorPerTheme' ? { ...guard, ...change } : guard)),
      })),
    });
    move(given, asks({ themes: ['youth'] }));
    expect(given.last).toMatchObject({ blocks: [{ code: 'move.history', params: { guard: 'indicator-per-theme' } }] });
    given.now = '2035-03-02T09:00:00.000Z';
    expect(move(given, asks({ id: 'called-otherwise' }))).toMatchObject({ kind: 'accepted' });
  });

  it('[T25] reckoned anew, the terms of sessions and gaps that are past are none', () => {
    const given = new Given().exchange().organisation().planned(1, 'resident');
    given.do({ type: 'OpenGap', gapId: idOf(3), question: 'x', ownerOrganisationId: null, due: '2026-05-01' });
    given.now = '2026-05-10T09:00:00.000Z';
    move(given, second, identity, { dueDates: 'recalculate' });
    expect(Object.keys(given.state!.timers).sort()).toEqual([`commitment-expiring.${idOf(101)}`, 'phase-overdue']);
  });

  it('[M11] sets the terms of the phase in which it arrives, and keeps the dates of things', () => {
    const given = new Given().completed();
    const before = given.state!;
    const next: MethodTemplate = { ...defaultTemplate, version: 5 };
    given.now = '2026-05-04T09:00:00.000Z';
    expect(move(given, next, { ...identity, completed: 'review' })).toMatchObject({ kind: 'refused' });
    const loose: MethodTemplate = {
      ...next,
      transitions: next.transitions.map((step) => (step.from === 'plan' ? { ...step, guards: [] } : step)),
    };
    const plan = new Given().plan();
    plan.now = given.now;
    expect(move(plan, loose, { ...identity, plan: 'completed' })).toMatchObject({ kind: 'accepted' });
    expect(plan.state).toMatchObject({
      phase: 'completed',
      phaseSince: plan.now,
      timers: { 'review-due': { dueAt: '2027-05-04T09:00:00.000Z' } },
    });
    expect(plan.state!.timers).not.toHaveProperty('phase-overdue');
    expect(before.phase).toBe('completed');
  });

  it('[M12] strands no open session: it may go only where one may be open, and can be closed everywhere', () => {
    const given = new Given().analysis().planned(11, 'resident');
    given.do({ type: 'OpenSession', sessionId: idOf(11) });
    const narrow: MethodTemplate = {
      ...defaultTemplate,
      version: 6,
      commands: {
        ...defaultTemplate.commands,
        OpenSession: { ...defaultTemplate.commands.OpenSession!, phases: ['exchange'] },
        CloseSession: { ...defaultTemplate.commands.CloseSession!, phases: ['exchange'] },
      },
    };
    move(given, narrow);
    expect(problems(given)).toEqual(['move.sessionOpen']);
    const wide = { ...narrow, commands: { ...narrow.commands, OpenSession: defaultTemplate.commands.OpenSession! } };
    expect(move(given, wide)).toMatchObject({ kind: 'accepted' });
    given.do({ type: 'CloseSession', sessionId: idOf(11) });
  });

  it('[M12] strands no document that was asked for, and no timer', () => {
    const given = new Given().analysis();
    given.do({ type: 'RequestReport', reportId: idOf(500), document: 'profile', format: 'html', language: 'nl' });
    const sealed: MethodTemplate = {
      ...defaultTemplate,
      version: 7,
      commands: {
        ...defaultTemplate.commands,
        RecordReport: { roles: ['system'], phases: ['plan'], guards: [] },
        FireTimer: { roles: ['facilitator'], phases: ['intake'], guards: [] },
      },
    };
    expect(move(given, sealed)).toMatchObject({ kind: 'accepted' });
    given.do(
      { type: 'RecordReport', reportId: idOf(500), outcome: 'rendered', sha256: 'a', pages: 1 },
      { role: 'system' },
    );
    given.now = '2027-03-02T09:00:00.000Z';
    given.do(
      { type: 'FireTimer', key: 'phase-overdue', setSeq: given.state!.timers['phase-overdue']!.setSeq },
      { role: 'system' },
    );
  });

  it('tells how two templates differ', () => {
    expect(compareTemplates(defaultTemplate, second)).toMatchObject({
      guards: [{ id: 'four-professional-sessions', before: { count: 4 }, after: { count: 5 } }],
      phases: [{ id: 'exchange', before: 84, after: 14 }],
      timers: [],
      commands: [],
    });
    expect(compareTemplates(defaultTemplate, short)).toMatchObject({
      timers: [{ id: 'review-due', before: 0, after: null }],
      retentionMonths: { before: 24, after: 12 },
    });
  });
});
