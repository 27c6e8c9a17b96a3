import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../trajectory/given.testing.ts';
import type { CommandInput } from '../trajectory/trajectory.commands.ts';
import type { Behind } from './behind.ts';

/** In analysis again, with finding 300, told in both lanes. */
function inAnalysis(): Given {
  const given = new Given().plan();
  given.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' });
  return given;
}

describe('findings and statements', () => {
  it('[F3] a figure without a value bears nothing out, and goes against nothing', () => {
    const given = inAnalysis().finding(301);
    const choose = (year: number, empty?: true): CommandInput => ({
      type: 'ChooseIndicator',
      indicatorId: 'housing.two',
      theme: 'housing',
      year,
      ...(empty && { empty }),
    });
    const rest = (...indicatorIds: string[]): CommandInput => ({
      type: 'SetEvidence',
      findingId: idOf(301),
      statementIds: [],
      indicatorIds,
    });
    const check = { type: 'RecordCheck', findingId: idOf(301), note: '' } as const;
    given.do(choose(2023, true));
    given.do(rest('housing.two'));
    for (const verdict of ['confirmed', 'contradicted'] as const)
      expect(given.try({ ...check, verdict })).toMatchObject({ blocks: [{ code: 'check.noValue' }] });
    given.do({ ...check, verdict: 'not_testable' });
    given.do(rest('housing.two', 'housing.one'));
    given.do({ ...check, verdict: 'confirmed' });
    given.do(rest('housing.two'));
    given.do(choose(2024));
    given.do({ ...check, verdict: 'contradicted' });
    // the same year, once what was delivered is put back
    given.do(choose(2024, true));
    expect(given.state!.findings[idOf(301)]!.verdict).toBeNull();
  });

  it('[F4] a verdict goes with the last value behind it, and the approval with that', () => {
    const given = inAnalysis();
    const empty = ['safety_nuisance.one'];
    given.do({ type: 'TakeFigures', figures: 'b'.repeat(64), years: {}, changed: [], empty });
    expect([given.state!.findings[idOf(300)]!.verdict, given.state!.sharedPicture.approvedAt]).toEqual([null, null]);
  });

  it('[F7] the number of what was dropped is given to nothing else', () => {
    const given = inAnalysis().finding(301);
    given.do({ type: 'DropFinding', findingId: idOf(301), reason: 'dubbel' });
    given.finding(302);
    expect(given.state!.findings[idOf(302)]!.number).toBe(3);
    const action = {
      what: 'Licht',
      result: '',
      ownerOrganisationId: null,
      due: null,
      findingIds: [],
      indicatorId: null,
    };
    given.do({ type: 'PlanAction', actionId: idOf(400), ...action });
    given.do({ type: 'DropAction', actionId: idOf(400), reason: 'dubbel' });
    given.do({ type: 'PlanAction', actionId: idOf(401), ...action });
    expect(given.state!.actions[idOf(401)]!.number).toBe(2);
  });

  it('[F8] nothing leads to what was dropped, and what the screen holds can be sent as it is', () => {
    const given = inAnalysis();
    const action = {
      type: 'PlanAction' as const,
      actionId: idOf(400),
      what: 'Licht',
      result: '',
      ownerOrganisationId: null,
      due: null,
      findingIds: [idOf(300)],
      indicatorId: 'housing.one',
    };
    given.do(action);
    given.do({
      type: 'RecordDissent',
      dissentId: idOf(320),
      organisationId: idOf(101),
      text: 'Nee',
      findingId: idOf(300),
    });
    given.do({ type: 'DropFinding', findingId: idOf(300), reason: 'dubbel' });
    given.do({ type: 'DropIndicator', indicatorId: 'housing.one' });
    const left = given.state!.actions[idOf(400)]!;
    expect([left.findingIds, left.indicatorId, given.state!.dissent[idOf(320)]!.findingId]).toEqual([[], null, null]);
    given.do({ ...action, type: 'ReviseAction', findingIds: left.findingIds, indicatorId: left.indicatorId });
  });

  it('[F9] a statement is of a session that was held, and of contributions that the engine counted', () => {
    const given = new Given().exchange().organisation().planned(1, 'professional').planned(10, 'resident');
    const organisations = { organisationIds: [idOf(101)] };
    const release = (
      lane: 'professional' | 'resident',
      behind: Behind = organisations,
    ): CommandInput & { type: 'ReleaseStatement' } => ({
      type: 'ReleaseStatement',
      statementId: idOf(200),
      lane,
      text: 'x',
      theme: 'youth',
      kind: 'signal',
      place: null,
      sessionId: idOf(lane === 'resident' ? 10 : 1),
      organisationType: null,
      contributionIds: [idOf(2_900)],
      behind,
    });
    expect(given.try(release('professional'))).toMatchObject({ code: 'SESSION.NOT_HELD' });
    given.do({ type: 'CancelSession', sessionId: idOf(10), reason: 'ziek' });
    expect(given.try(release('resident', { residents: 5, atPlace: 5 }))).toMatchObject({ code: 'SESSION.NOT_HELD' });
    given.do({ type: 'OpenSession', sessionId: idOf(1) });
    const { behind: _counted, ...sent } = release('professional');
    for (const uncounted of [sent, release('professional', { residents: 9, atPlace: 9 })])
      expect(given.try(uncounted)).toMatchObject({
        code: 'TRAJECTORY.ITEM_NOT_FOUND',
        issues: [{ path: 'contributionIds' }],
      });
    // numbers that a sender gives are refused, not believed
    expect(given.try({ ...release('professional'), sources: 50, contributions: 50 })).toMatchObject({
      code: 'COMMAND.INVALID',
    });
    given.do(release('professional'));
  });

  it('[P30] a finding remembers that a statement was taken from behind it, until somebody writes it anew', () => {
    const lost = (given: Given) => given.state!.findings[idOf(300)]!.lostStatement;
    const evidence = (...statements: number[]): CommandInput => ({
      type: 'SetEvidence',
      findingId: idOf(300),
      statementIds: statements.map(idOf),
      indicatorIds: ['safety_nuisance.one'],
    });
    const detached = inAnalysis();
    expect(lost(detached)).toBeUndefined();
    detached.do(evidence(200));
    expect(lost(detached)).toBe(true);
    detached.do(evidence(200, 201));
    expect(lost(detached)).toBe(true);
    const retracted = inAnalysis();
    retracted.do({ type: 'RetractStatement', statementId: idOf(200), reason: 'te herleiden' });
    expect(lost(retracted)).toBe(true);
    retracted.do({
      type: 'ReviseFinding',
      findingId: idOf(300),
      title: 'Licht',
      text: 'Het is er donker',
      theme: 'youth',
      place: null,
      testable: true,
    });
    expect(lost(retracted)).toBeUndefined();
  });
});
