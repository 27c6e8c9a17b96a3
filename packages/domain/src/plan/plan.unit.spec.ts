import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../trajectory/given.testing.ts';
import type { CommandInput } from '../trajectory/trajectory.commands.ts';

const TODAY = '2026-03-02';
const action = (number: number, more: object = {}): CommandInput => ({
  type: 'PlanAction',
  actionId: idOf(number),
  what: 'Verlichting',
  result: '',
  ownerOrganisationId: idOf(101),
  due: '2026-12-01',
  findingIds: [idOf(300)],
  indicatorId: null,
  ...more,
});
const agree = (agreedOn = TODAY, ...organisations: number[]): Extract<CommandInput, { type: 'AgreePlan' }> => ({
  type: 'AgreePlan',
  organisationIds: (organisations.length > 0 ? organisations : [101]).map(idOf),
  agreedOn,
});
const planned = (): Given => {
  const given = new Given().plan();
  given.do(action(400));
  return given;
};

describe('the agreement on a plan', () => {
  it('[T35] is by organisations of the trajectory, on a day that has come, and gives the plan a version', () => {
    const given = planned();
    expect(given.try(agree(TODAY, 101, 999))).toMatchObject({
      code: 'TRAJECTORY.ITEM_NOT_FOUND',
      issues: [{ path: 'organisationIds.1' }],
    });
    expect(given.try(agree('2026-03-03'))).toMatchObject({
      code: 'PLAN.WRONG_DAY',
      issues: [{ path: 'agreedOn', problem: 'in_future' }],
    });
    expect(given.try({ ...agree(), organisationIds: [] })).toMatchObject({ code: 'COMMAND.INVALID' });
    given.do(agree(TODAY, 101, 101));
    expect(given.state!.plan).toEqual({
      number: 1,
      organisationIds: [idOf(101)],
      agreedOn: TODAY,
      pictureNumber: 1,
      at: given.now,
      asOf: given.state!.version,
    });
    // told twice it is one agreement
    expect(given.do(agree()).events).toEqual([]);
    given.organisation(2);
    given.do(agree(TODAY, 101, 102));
    expect(given.state!.plan).toMatchObject({ number: 2, agreedOn: TODAY });
  });

  it('[T40] nobody agrees to a plan before the picture that it rests on was approved', () => {
    const given = planned();
    for (const before of ['2026-03-01', '2025-01-15'])
      expect(given.try(agree(before))).toMatchObject({
        code: 'PLAN.WRONG_DAY',
        issues: [{ path: 'agreedOn', problem: 'before_picture' }],
      });
    expect(given.try(agree())).toMatchObject({ kind: 'accepted' });
  });

  it('[T41] an action that was due before the day of the agreement stands in the way, by its number', () => {
    const given = planned();
    given.do({ ...action(401, { due: '2026-01-01' }) });
    expect(given.try(agree())).toMatchObject({
      code: 'COMMAND.BLOCKED',
      blocks: [{ code: 'plan.dueBefore', params: { actions: ['2'] }, unblockedBy: ['ReviseAction', 'DropAction'] }],
    });
    given.do({ type: 'DropAction', actionId: idOf(401), reason: 'klaar' });
    given.do(agree());
    expect(given.state!.plan).toMatchObject({ number: 1 });
  });

  it('[T35] the day is the Dutch one', () => {
    const given = planned();
    given.now = '2026-03-02T23:30:00.000Z';
    given.do(agree('2026-03-03'));
    expect(given.state!.plan!.agreedOn).toBe('2026-03-03');
  });

  it.each([
    ['nobody does an action', { ownerOrganisationId: null }],
    ['an action has no date', { due: null }],
  ])('[T35] waits while %s', (_, lacks) => {
    const given = planned();
    given.do(action(401, lacks));
    expect(given.try(agree())).toMatchObject({
      code: 'COMMAND.BLOCKED',
      blocks: [{ code: 'guard.actionsOwnedAndDated', params: { actions: ['2'] }, waivable: false }],
    });
  });

  it('[T35] waits for actions, for an approved picture and for its phase', () => {
    expect(new Given().plan().try(agree())).toMatchObject({ blocks: [{ params: { actions: [] } }] });
    const given = planned();
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    expect(given.try(agree())).toMatchObject({ blocks: [{ code: 'guard.sharedPictureApproved' }] });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    given.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' });
    expect(given.try(agree())).toMatchObject({ blocks: [{ code: 'phase' }] });
  });

  it.each([
    ['an action more', action(401)],
    ['an action revised', { ...action(400), type: 'ReviseAction' }],
    ['an action dropped', { type: 'DropAction', actionId: idOf(400), reason: 'dubbel' }],
    [
      'another view of the picture',
      { type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null },
    ],
  ] as [string, CommandInput][])('[T36] %s begins a concept beside what was agreed', (_, change) => {
    const given = planned();
    given.do(agree());
    const agreed = given.state!.plan!;
    given.now = '2026-03-03T09:00:00.000Z';
    given.do(change);
    expect(given.state!.plan).toEqual({ ...agreed, changedAt: given.now });
  });

  it('[T36] the concept lasts until it is agreed in its turn', () => {
    const given = planned();
    given.do(agree());
    given.do(action(401));
    given.do(agree());
    expect(given.state!.plan).toMatchObject({ number: 2, asOf: given.state!.version });
    expect(given.state!.plan!.changedAt).toBeUndefined();
    // who joins and what else happens changes nothing of it
    given.organisation(2);
    given.do({ type: 'ConcludeDissent' });
    given.do({ type: 'MakeResidentEdition' });
    expect(given.state!.plan!.changedAt).toBeUndefined();
  });
});

describe('documents of a plan', () => {
  const ask = (given: Given, number: number, more: object = {}) => {
    given.do({
      type: 'RequestReport',
      reportId: idOf(number),
      document: 'plan',
      format: 'html',
      language: 'nl',
      ...more,
    });
    given.do(
      { type: 'RecordReport', reportId: idOf(number), outcome: 'rendered', sha256: 'ab', pages: 0 },
      { role: 'system' },
    );
    return given.state!.reports[idOf(number)]!;
  };
  const publish = (number: number): CommandInput => ({
    type: 'PublishReport',
    linkId: idOf(number + 100),
    reportId: idOf(number),
  });

  it('[R104] show the version that was agreed, whenever they are asked for, and the concept when that is asked for', () => {
    const given = planned();
    expect(ask(given, 500)).not.toHaveProperty('planNumber');
    given.do(agree());
    const { asOf, at: shownAt } = given.state!.plan!;
    const agreed = { planNumber: 1, pictureNumber: 1, asOf, shownAt };
    given.now = '2026-03-05T09:00:00.000Z';
    expect(ask(given, 501)).toMatchObject(agreed);
    // nothing stands beside it yet
    expect(ask(given, 502, { concept: true, format: 'pdf' })).toMatchObject(agreed);
    given.do(action(401));
    expect(ask(given, 503, { language: 'en' })).toMatchObject(agreed);
    const concept = ask(given, 504, { concept: true });
    expect(concept.asOf).toBeGreaterThan(asOf);
    expect(concept).not.toHaveProperty('planNumber');
  });

  it('[R104] rest on the figures of the picture, or else on those of the first document, and keep them', () => {
    const [now, later] = ['a', 'b'].map((sign) => sign.repeat(64));
    const given = planned();
    given.do(agree());
    expect(ask(given, 500, { facts: now }).facts).toBe(now);
    expect(ask(given, 501, { facts: later, format: 'pdf' }).facts).toBe(now);
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    given.do({ type: 'ApproveSharedPicture', changes: '', facts: later });
    given.do({ ...agree(), facts: now });
    expect([ask(given, 502, { facts: now }).facts, given.state!.plan!.facts]).toEqual([later, later]);
  });

  it('[R105] leave once it was agreed, and a concept is refused in words of its own, for a link and for readers', () => {
    const given = planned();
    ask(given, 500);
    const share: CommandInput = {
      type: 'ShareReport',
      linkId: idOf(700),
      reportId: idOf(500),
      readers: [{ id: idOf(800), organisationId: idOf(101) }],
      until: '2026-04-01',
    };
    for (const command of [publish(500), share]) expect(given.try(command)).toMatchObject({ code: 'PLAN.NOT_AGREED' });
    given.do(agree());
    // the concept of then stays one
    expect(given.try(publish(500))).toMatchObject({ code: 'PLAN.NOT_AGREED' });
    ask(given, 501);
    given.do(publish(501));
    given.do(action(401));
    ask(given, 502, { concept: true });
    expect(given.try(publish(502))).toMatchObject({ code: 'PLAN.NOT_AGREED' });
  });
});
