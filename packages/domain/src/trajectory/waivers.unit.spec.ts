import { describe, expect, it } from 'vitest';
import type { MethodTemplate } from '../template/method-template.ts';
import { defaultTemplate } from '../template/templates.ts';
import { ADVISER, blockedBy, Given, idOf } from './given.testing.ts';
import { stateFaults } from './state-faults.testing.ts';
import type { CommandInput } from './trajectory.commands.ts';

const elsewhere: CommandInput = {
  type: 'SetArea',
  name: 'Gebied',
  codes: ['BU0363FA02'],
  geometry: { type: 'Polygon', coordinates: [] },
  drawn: false,
};

describe('a waiver', () => {
  it('[T21] is given for what is in the way, and serves once', () => {
    const given = new Given().exchange();
    const waive = { type: 'Waive', guardId: 'six-professional-sessions', reason: 'Nieuwe partner.' } as const;
    for (const number of [1, 2, 3, 4, 5]) given.planned(number, 'professional');
    expect(given.try(waive)).toMatchObject({ blocks: [{ code: 'waive.notInTheWay' }] });
    expect(given.try({ ...waive, guardId: 'review-interval' })).toMatchObject({
      blocks: [{ code: 'waive.notInTheWay' }],
    });
    given.planned(6, 'professional').do(waive);
    expect(given.try(waive)).toMatchObject({ blocks: [{ code: 'waive.notInTheWay' }] });
    given.planned(7, 'professional');
    expect(given.state!.waivers['six-professional-sessions']!.usedAt).toBe(given.now);
    const eighth = {
      type: 'PlanSession',
      sessionId: idOf(8),
      lane: 'professional',
      title: 'Acht',
      plannedFor: '2026-05-01T10:00:00Z',
      phases: ['exchange'],
    } as const;
    expect(given.try({ ...eighth, phases: ['exchange'] })).toMatchObject({
      blocks: [{ guardId: 'six-professional-sessions', params: { planned: 7 } }],
    });
    given.do(waive);
    given.do({ ...eighth, phases: ['exchange'] });
  });

  it('[T21] of a step is spent by the step', () => {
    const given = new Given().exchange().organisation();
    for (const number of [1, 2, 3]) given.held(number, 'professional');
    given
      .held(10, 'resident')
      .do({ type: 'Waive', guardId: 'four-professional-sessions', reason: 'Drie gaven genoeg.' });
    given.do({ type: 'AdvancePhase', from: 'exchange' });
    given.do({ type: 'GoBack', from: 'analysis', to: 'exchange', reason: 'nog een ronde' });
    given.try({ type: 'AdvancePhase', from: 'exchange' });
    expect(blockedBy(given)).toEqual(['four-professional-sessions']);
  });

  it('[T21] that has not served ends with the round and the area that it was written for', () => {
    const given = new Given().exchange();
    given.do({ type: 'Waive', guardId: 'four-professional-sessions', reason: 'Drie gaven genoeg.' });
    given.do({ type: 'Waive', guardId: 'one-resident-meeting', reason: 'Geen zaal.' });
    given.do({ type: 'GoBack', from: 'exchange', to: 'intake', reason: 'ander gebied' });
    given.do(elsewhere);
    given.do({ type: 'SignOffIntake' }, ADVISER);
    given.do({ type: 'AdvancePhase', from: 'intake' });
    given.try({ type: 'AdvancePhase', from: 'exchange' });
    expect(blockedBy(given)).toEqual(['four-professional-sessions', 'one-resident-meeting']);
    expect(stateFaults(given.state!, given.journal, given.template)).toEqual([]);
  });

  it('[T22] is in no template for that no session is open, nor that an edition is of a picture that stands', () => {
    const loose: MethodTemplate = structuredClone(defaultTemplate);
    loose.transitions
      .find(({ from }) => from === 'analysis')!
      .guards.push({ id: 'none-open', predicate: 'noSessionOpen', waivable: true });
    loose.commands.MakeResidentEdition!.guards[0]!.waivable = true;
    const given = new Given(loose).plan();
    given.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'x' });
    given.planned(11, 'resident').do({ type: 'OpenSession', sessionId: idOf(11) });
    given.do({ type: 'Waive', guardId: 'none-open', reason: 'x' });
    expect(given.try({ type: 'AdvancePhase', from: 'analysis' })).toMatchObject({
      blocks: [{ code: 'guard.noSessionOpen', waivable: false }],
    });
    const edition = new Given(loose).plan();
    edition.do({
      type: 'RecordDissent',
      dissentId: idOf(320),
      organisationId: idOf(101),
      text: 'Nee',
      findingId: null,
    });
    edition.do({ type: 'Waive', guardId: 'edition-of-approved-picture', reason: 'x' });
    expect(edition.try({ type: 'MakeResidentEdition' })).toMatchObject({ kind: 'refused' });
  });
});
