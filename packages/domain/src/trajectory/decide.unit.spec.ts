import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '../template/templates.ts';
import { available } from './available.ts';
import { ADVISER, FACILITATOR, Given, idOf, MANAGER } from './given.ts';
import { COMMAND_TYPES } from './trajectory.commands.ts';
import { decide } from './trajectory.decide.ts';

describe('decide', () => {
  it('[T2] gives some answer for any JSON, and the same one twice', () => {
    const states = [null, new Given().intake().state, new Given().plan().state];
    const shaped = fc.record({ type: fc.constantFrom(...COMMAND_TYPES) }, { noNullPrototype: true });
    const anything = fc.oneof(fc.jsonValue(), fc.tuple(shaped, fc.dictionary(fc.string(), fc.jsonValue())).map(([head, rest]) => ({ ...rest, ...head })));
    fc.assert(
      fc.property(anything, fc.constantFrom(...states), fc.constantFrom(MANAGER, FACILITATOR, ADVISER), (command, state, actor) => {
        const meta = { now: '2026-03-02T09:00:00.000Z', actor, commandId: 'c' };
        const decision = decide(command, state, defaultTemplate, meta);
        expect(['accepted', 'refused']).toContain(decision.kind);
        expect(decide(command, state, defaultTemplate, meta)).toEqual(decision);
      }),
      { numRuns: 500 },
    );
  });

  it('[T3] a refusal leaves the state as it is and names what unblocks', () => {
    const given = new Given().intake();
    const before = structuredClone(given.state);
    const decision = given.try({ type: 'AdvancePhase', from: 'intake' });
    expect(given.state).toEqual(before);
    expect(decision.kind === 'refused' && decision.blocks.every((block) => block.unblockedBy.length > 0)).toBe(true);
  });

  it('[T14] roles and appointments decide who may give a command', () => {
    const given = new Given().intake();
    expect(given.try({ type: 'WriteQuestion', text: 'x' }, MANAGER)).toMatchObject({ code: 'COMMAND.NOT_ALLOWED' });
    expect(given.try({ type: 'WriteQuestion', text: 'x' }, { role: 'facilitator', accountId: idOf(999) })).toMatchObject({ blocks: [{ code: 'role.notAppointed' }] });
    expect(given.try({ type: 'AdvancePhase', from: 'intake' }, ADVISER)).toMatchObject({ blocks: [{ code: 'role' }] });
    expect(given.try({ type: 'FireTimer', key: 'phase-overdue', setSeq: 1 })).toMatchObject({ code: 'COMMAND.NOT_ALLOWED' });
    for (const role of ['professional', 'stakeholder', 'administrator'] as const) {
      for (const type of COMMAND_TYPES) {
        const rule = defaultTemplate.commands[type];
        expect(rule?.roles ?? []).not.toContain(role);
      }
    }
  });

  it('[T14] every command has a rule in the template', () => {
    expect(Object.keys(defaultTemplate.commands).sort()).toEqual([...COMMAND_TYPES].sort());
  });

  it('[T15] what is available is exactly what is not blocked', () => {
    const given = new Given().prepareExchange();
    const before = available(given.state!, defaultTemplate, given.meta(FACILITATOR));
    expect(before.AdvancePhase).toEqual({ allowed: true, blocks: [] });
    expect(before.ConcludeDissent).toMatchObject({ allowed: false, blocks: [{ code: 'phase' }] });
    expect(before.CreateTrajectory).toMatchObject({ allowed: false, blocks: [{ code: 'role' }] });
    for (const type of ['AdvancePhase', 'SignOffIntake', 'Resume', 'ConcludeDissent'] as const) {
      const command = { type, from: 'intake' };
      const { type: _type, ...bare } = command;
      const decision = decide(type === 'AdvancePhase' ? { type, ...bare } : { type }, given.state, defaultTemplate, given.meta(FACILITATOR));
      expect(decision.kind === 'accepted').toBe(before[type].allowed);
    }
  });

  it('[T16] no event carries a text or a border', () => {
    const given = new Given().completed();
    const journal = JSON.stringify(given.journal.map((entry) => entry.data));
    for (const text of ['Op het plein', 'Onrust op', 'prettig', 'Verlichting', 'coordinates']) expect(journal).not.toContain(text);
  });

  it('[T17] timers follow what they are about', () => {
    const given = new Given().exchange();
    const planned = given.do({ type: 'PlanSession', sessionId: idOf(1), lane: 'resident', title: 'A', plannedFor: '2026-04-03T10:00:00Z', phases: ['exchange'] });
    expect(planned.effects).toEqual([{ kind: 'timer', key: `session-reminder.${idOf(1)}`, dueAt: '2026-04-01T10:00:00.000Z' }]);
    expect(given.do({ type: 'MoveSession', sessionId: idOf(1), plannedFor: '2026-05-03T10:00:00Z' }).effects).toMatchObject([{ dueAt: '2026-05-01T10:00:00.000Z' }]);
    expect(given.do({ type: 'CancelSession', sessionId: idOf(1), reason: 'x' }).effects).toMatchObject([{ dueAt: null }]);
    const back = given.do({ type: 'GoBack', from: 'exchange', to: 'intake', reason: 'x' });
    expect(back.effects).toContainEqual({ kind: 'timer', key: 'phase-overdue', dueAt: '2026-03-30T09:00:00.000Z' });
  });
});
