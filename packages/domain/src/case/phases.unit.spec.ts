import { describe, expect, it } from 'vitest';
import { FACILITATOR, Given, idOf, MANAGER } from '../trajectory/given.testing.ts';
import { fold } from '../trajectory/trajectory.evolve.ts';

/** Guard ids that block, in the order of the template. */
function blockedBy(given: Given): string[] {
  return given.last?.kind === 'refused' ? given.last.blocks.map((block) => block.guardId ?? block.code) : [];
}

describe('phases', () => {
  it('[T1] a whole trajectory folds to its state after every step', () => {
    const given = new Given().completed();
    expect(given.journal[0]!.type).toBe('TrajectoryCreated');
    expect(given.journal.map((entry) => entry.seq)).toEqual(given.journal.map((_, index) => index + 1));
    expect(fold(given.journal)).toEqual(given.state);
    expect(fold(given.journal.slice(0, 1))!.phase).toBe('preparation');
    expect(given.state!.phase).toBe('completed');
  });

  it('[T4] preparation waits for a facilitator', () => {
    const given = new Given();
    given.do(
      {
        type: 'CreateTrajectory',
        name: 'A',
        districtCode: 'SD0363F',
        templateId: 'buurtbalans-amsterdam',
        templateVersion: 1,
      },
      MANAGER,
    );
    // nobody is appointed yet, so nobody may advance it either
    expect(given.try({ type: 'AdvancePhase', from: 'preparation' })).toMatchObject({
      kind: 'refused',
      code: 'COMMAND.NOT_ALLOWED',
    });
    given.do({ type: 'Appoint', accountId: FACILITATOR.accountId!, role: 'facilitator' }, MANAGER);
    given.do({ type: 'AdvancePhase', from: 'preparation' });
    expect(given.state!.phase).toBe('intake');
  });

  it('[T5] intake waits for area, question, an indicator for each theme, and the signature', () => {
    const given = new Given().intake();
    given.try({ type: 'AdvancePhase', from: 'intake' });
    expect(blockedBy(given)).toEqual(['area-drawn', 'question-written', 'indicator-per-theme', 'intake-signed-off']);
    const ready = new Given().prepareExchange();
    ready.do({ type: 'DropIndicator', indicatorId: 'housing.one' });
    expect(ready.try({ type: 'AdvancePhase', from: 'intake' })).toMatchObject({
      blocks: [{ params: { themes: ['housing'] }, unblockedBy: ['ChooseIndicator'] }, { guardId: 'intake-signed-off' }],
    });
    ready.do({ type: 'ChooseIndicator', indicatorId: 'housing.old', theme: 'housing', year: 2019 });
    expect(ready.try({ type: 'AdvancePhase', from: 'intake' }).kind).toBe('refused');
    // of which the area has no figure in that year
    const chosen = { type: 'ChooseIndicator', indicatorId: 'housing.new', theme: 'housing', year: 2022 } as const;
    ready.do({ ...chosen, empty: true });
    ready.do({ type: 'SignOffIntake' });
    expect(ready.try({ type: 'AdvancePhase', from: 'intake' })).toMatchObject({
      blocks: [{ params: { themes: ['housing'] } }],
    });
    ready.do(chosen);
    ready.do({ type: 'SignOffIntake' });
    ready.do({ type: 'AdvancePhase', from: 'intake' });
    expect(ready.state!.phase).toBe('exchange');
  });

  it('[T6] exchange waits for four sessions, one meeting, and none open', () => {
    const given = new Given().exchange().organisation();
    for (const number of [1, 2, 3]) given.held(number, 'professional');
    given.planned(10, 'resident').do({ type: 'OpenSession', sessionId: idOf(10) });
    given.try({ type: 'AdvancePhase', from: 'exchange' });
    expect(blockedBy(given)).toEqual(['four-professional-sessions', 'one-resident-meeting', 'no-session-open']);
    given.do({ type: 'CloseSession', sessionId: idOf(10) });
    given.held(4, 'professional').do({ type: 'AdvancePhase', from: 'exchange' });
    expect(given.state!.phase).toBe('analysis');
  });

  it('[T7] a waivable condition can be waived with a reason, another cannot', () => {
    const given = new Given().exchange().organisation();
    for (const number of [1, 2, 3]) given.held(number, 'professional');
    given.held(10, 'resident');
    expect(given.try({ type: 'Waive', guardId: 'no-session-open', reason: 'haast' })).toMatchObject({
      code: 'TRAJECTORY.NO_SUCH_GUARD',
    });
    expect(given.try({ type: 'Waive', guardId: 'four-professional-sessions', reason: ' ' })).toMatchObject({
      code: 'COMMAND.INVALID',
    });
    given.do({ type: 'Waive', guardId: 'four-professional-sessions', reason: 'Drie sessies gaven genoeg.' });
    given.do({ type: 'AdvancePhase', from: 'exchange' });
    expect(given.state!.phase).toBe('analysis');
  });

  it('[T8] analysis waits for evidence, checks, owned gaps and approval', () => {
    const given = new Given().analysis();
    given.try({ type: 'AdvancePhase', from: 'analysis' });
    expect(blockedBy(given)).toEqual(['findings-recorded', 'shared-picture-approved']);
    given
      .finding(300)
      .do({ type: 'OpenGap', gapId: idOf(310), question: 'Wie komt er?', ownerOrganisationId: null, due: null });
    given.try({ type: 'AdvancePhase', from: 'analysis' });
    expect(blockedBy(given)).toEqual([
      'findings-have-evidence',
      'testable-claims-tested',
      'gaps-owned-and-dated',
      'shared-picture-approved',
    ]);
    given.do({ type: 'AssignGap', gapId: idOf(310), ownerOrganisationId: idOf(101), due: '2026-06-01' });
    given.do({ type: 'SetEvidence', findingId: idOf(300), statementIds: [], indicatorIds: ['housing.one'] });
    given.do({ type: 'RecordCheck', findingId: idOf(300), verdict: 'not_testable', note: '' });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    given.do({ type: 'AdvancePhase', from: 'analysis' });
    expect(given.state!.phase).toBe('plan');
  });

  it('[T9] plan waits for complete actions, concluded dissent and the resident edition', () => {
    const given = new Given().plan();
    given.try({ type: 'AdvancePhase', from: 'plan' });
    expect(blockedBy(given)).toEqual(['actions-complete', 'dissent-concluded', 'resident-edition-made']);
    const action = {
      actionId: idOf(400),
      what: 'Verlichting',
      result: '',
      ownerOrganisationId: idOf(101),
      due: '2026-12-01',
      findingIds: [],
      indicatorId: null,
    };
    given.do({ type: 'PlanAction', ...action });
    given.do({ type: 'ConcludeDissent' });
    given.do({ type: 'MakeResidentEdition' });
    expect(given.try({ type: 'AdvancePhase', from: 'plan' })).toMatchObject({
      blocks: [{ params: { actions: ['1'] } }],
    });
    given.do({ type: 'ReviseAction', ...action, result: 'Minder meldingen' });
    given.do({ type: 'AdvancePhase', from: 'plan' });
    expect(given.state!.phase).toBe('completed');
  });

  it('[T10] review begins after the interval', () => {
    const given = new Given().completed();
    given.now = '2027-03-01T09:00:00.000Z';
    expect(given.try({ type: 'AdvancePhase', from: 'completed' })).toMatchObject({
      blocks: [{ params: { due: '2027-03-02' } }],
    });
    given.now = '2027-03-02T00:00:00.000Z';
    given.do({ type: 'AdvancePhase', from: 'completed' });
    expect(given.state!.phase).toBe('review');
  });

  it('[T11] going back needs a reason and keeps everything', () => {
    const given = new Given().plan();
    const { phase: _phase, phaseSince: _since, version: _version, timers: _timers, ...before } = given.state!;
    expect(given.try({ type: 'GoBack', from: 'plan', to: 'analysis', reason: '' })).toMatchObject({
      code: 'COMMAND.INVALID',
    });
    expect(given.try({ type: 'GoBack', from: 'plan', to: 'completed', reason: 'vooruit' })).toMatchObject({
      code: 'TRAJECTORY.NO_SUCH_TRANSITION',
    });
    given.do({ type: 'GoBack', from: 'plan', to: 'exchange', reason: 'Nog een bijeenkomst.' });
    expect(given.state!.phase).toBe('exchange');
    expect(given.state).toMatchObject(before);
  });

  it('[T12] a paused trajectory waits, a stopped one is over', () => {
    const given = new Given().exchange().organisation();
    given.do({ type: 'Pause', reason: 'vakantie' }, MANAGER);
    expect(given.try({ type: 'SignOffIntake' })).toMatchObject({
      blocks: [{ code: 'status.paused', unblockedBy: ['Resume'] }, { code: 'phase' }],
    });
    given.do({ type: 'Resume' });
    given.planned(1, 'professional').do({ type: 'Stop', reason: 'geen draagvlak' });
    expect(given.try({ type: 'Resume' })).toMatchObject({ blocks: [{ code: 'status.stopped' }] });
  });

  it('[T13] a command from another phase than the current one is refused as such', () => {
    const given = new Given().intake();
    expect(given.try({ type: 'AdvancePhase', from: 'preparation' })).toMatchObject({ code: 'TRAJECTORY.PHASE_MOVED' });
    expect(given.try({ type: 'GoBack', from: 'plan', to: 'intake', reason: 'x' })).toMatchObject({
      code: 'TRAJECTORY.PHASE_MOVED',
    });
  });
});
