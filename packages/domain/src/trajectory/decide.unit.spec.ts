import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOf } from '../template/engine-rules.ts';
import { defaultTemplate } from '../template/templates.ts';
import { withPlaceNames } from '../findings/place-names.ts';
import { available } from './available.ts';
import { ADVISER, FACILITATOR, Given, idOf, MANAGER } from './given.testing.ts';
import { COMMAND_TYPES } from './trajectory.commands.ts';
import { decide } from './trajectory.decide.ts';

describe('decide', () => {
  it('[T2] gives some answer for any JSON, and the same one twice', () => {
    const states = [null, new Given().intake().state, new Given().plan().state];
    const shaped = fc.record({ type: fc.constantFrom(...COMMAND_TYPES) }, { noNullPrototype: true });
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.tuple(shaped, fc.dictionary(fc.string(), fc.jsonValue())).map(([head, rest]) => ({ ...rest, ...head })),
    );
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom(...states),
        fc.constantFrom(MANAGER, FACILITATOR, ADVISER),
        (command, state, actor) => {
          const meta = { now: '2026-03-02T09:00:00.000Z', actor, commandId: 'c' };
          const decision = decide(command, state, defaultTemplate, meta);
          expect(['accepted', 'refused']).toContain(decision.kind);
          expect(decide(command, state, defaultTemplate, meta)).toEqual(decision);
        },
      ),
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
    expect(
      given.try({ type: 'WriteQuestion', text: 'x' }, { role: 'facilitator', accountId: idOf(999) }),
    ).toMatchObject({ blocks: [{ code: 'role.notAppointed' }] });
    expect(given.try({ type: 'AdvancePhase', from: 'intake' }, ADVISER)).toMatchObject({ blocks: [{ code: 'role' }] });
    expect(given.try({ type: 'FireTimer', key: 'phase-overdue', setSeq: 1 })).toMatchObject({
      code: 'COMMAND.NOT_ALLOWED',
    });
    for (const role of ['professional', 'stakeholder', 'administrator'] as const) {
      for (const type of COMMAND_TYPES) {
        const rule = defaultTemplate.commands[type];
        expect(rule?.roles ?? []).not.toContain(role);
      }
    }
  });

  it('[T14] every command has a rule in the template', () => {
    expect(COMMAND_TYPES.filter((type) => !ruleOf(defaultTemplate, type))).toEqual([]);
  });

  it('[T15] what is available is exactly what is not blocked', () => {
    const given = new Given().prepareExchange();
    const before = available(given.state!, defaultTemplate, given.meta(FACILITATOR));
    expect(before.AdvancePhase).toEqual({ allowed: true, blocks: [] });
    expect(before.ConcludeDissent).toMatchObject({
      allowed: false,
      blocks: [{ code: 'phase' }, { guardId: 'conclusion-of-approved-picture' }],
    });
    expect(before.CreateTrajectory).toMatchObject({ allowed: false, blocks: [{ code: 'role' }] });
    for (const type of ['AdvancePhase', 'SignOffIntake', 'Resume', 'ConcludeDissent'] as const) {
      const command = { type, from: 'intake' };
      const { type: _type, ...bare } = command;
      const decision = decide(
        type === 'AdvancePhase' ? { type, ...bare } : { type },
        given.state,
        defaultTemplate,
        given.meta(FACILITATOR),
      );
      expect(decision.kind === 'accepted').toBe(before[type].allowed);
    }
  });

  it('[T16] no event carries a text or a border', () => {
    const given = new Given().completed();
    const journal = JSON.stringify(given.journal.map((entry) => entry.data));
    for (const text of ['Op het plein', 'Onrust op', 'prettig', 'Verlichting', 'coordinates'])
      expect(journal).not.toContain(text);
  });

  it('[T16] what a place is called lies beside the journal, too, and is read where texts are', () => {
    const given = new Given().analysis();
    const place = { lng: 4.8, lat: 52.37, label: 'Achterpad van Jansen' };
    const finding = { findingId: idOf(300), title: 'Licht', text: 'Donker', theme: 'youth', testable: true } as const;
    const recorded = given.do({ type: 'RecordFinding', ...finding, place });
    expect(JSON.stringify(given.journal)).not.toContain('Jansen');
    const shown = (contents: Readonly<Record<string, string>>) =>
      withPlaceNames(given.state!, new Map(Object.entries(contents))).findings[idOf(300)]!.place;
    expect(shown(recorded.contents)).toEqual(place);
    expect(shown({})).toEqual({ lng: 4.8, lat: 52.37 });
    const { label: _label, ...nameless } = place;
    given.do({ type: 'ReviseFinding', ...finding, place: nameless });
    expect(shown(recorded.contents)).toEqual(nameless);
  });

  it('[T17] timers follow what they are about', () => {
    const given = new Given().exchange();
    const planned = given.do({
      type: 'PlanSession',
      sessionId: idOf(1),
      lane: 'resident',
      title: 'A',
      plannedFor: '2026-04-03T10:00:00Z',
      phases: ['exchange'],
    });
    const key = `session-reminder.${idOf(1)}`;
    expect(planned.events[0]!.data.timers).toEqual({ [key]: '2026-04-01T10:00:00.000Z' });
    expect(
      given.do({ type: 'MoveSession', sessionId: idOf(1), plannedFor: '2026-05-03T10:00:00Z' }).events[0]!.data.timers,
    ).toEqual({ [key]: '2026-05-01T10:00:00.000Z' });
    expect(given.state!.timers[key]).toEqual({ dueAt: '2026-05-01T10:00:00.000Z', setSeq: given.state!.version });
    expect(given.do({ type: 'CancelSession', sessionId: idOf(1), reason: 'x' }).events[0]!.data.timers).toEqual({
      [key]: null,
    });
    expect(given.state!.timers[key]).toBeUndefined();
    const back = given.do({ type: 'GoBack', from: 'exchange', to: 'intake', reason: 'x' });
    // the Dutch clock goes forward in between: 10 o'clock stays 10 o'clock
    expect(back.events[0]!.data.timers).toEqual({ 'phase-overdue': '2026-03-30T08:00:00.000Z' });
  });
});
