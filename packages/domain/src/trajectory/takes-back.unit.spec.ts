import { describe, expect, it } from 'vitest';
import { shippedTemplates } from '../template/templates.ts';
import { available } from './available.ts';
import { ADVISER, FACILITATOR, blockedBy, Given, idOf } from './given.testing.ts';
import { stateFaults } from './state-faults.testing.ts';
import { wouldTakeBack } from './takes-back.ts';
import type { CommandInput } from './trajectory.commands.ts';

const SQUARE = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [4.8, 52.37],
      [4.81, 52.37],
      [4.81, 52.38],
      [4.8, 52.38],
      [4.8, 52.37],
    ] as [number, number][],
  ],
};
const area = (...codes: string[]): CommandInput => ({
  type: 'SetArea',
  name: 'Gebied',
  codes,
  geometry: SQUARE,
  drawn: false,
});
const evidence = (statementIds: number[], indicatorIds: string[]): CommandInput => ({
  type: 'SetEvidence',
  findingId: idOf(300),
  statementIds: statementIds.map(idOf),
  indicatorIds,
});

const HASH = 'a'.repeat(64);
const figures = (changed: string[], years: Record<string, number> = {}): CommandInput => ({
  type: 'TakeFigures',
  figures: HASH,
  years,
  changed,
  empty: [],
});

/** In analysis with finding 300, confirmed by a figure and told in both lanes, and the picture approved. */
function approved(): Given {
  const given = new Given().plan();
  given.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' });
  return given;
}
const verdict = (given: Given) => given.state!.findings[idOf(300)]!.verdict;

describe('what a change takes back', () => {
  it('[T20] area, question and figures of the intake take its signature back, and it is needed anew', () => {
    for (const change of [
      area('BU0363FA02'),
      { type: 'WriteQuestion', text: 'Anders?' },
      { type: 'DropIndicator', indicatorId: 'housing.one' },
      { type: 'ChooseIndicator', indicatorId: 'housing.one', theme: 'housing', year: 2023 },
      figures(['housing.one']),
    ] satisfies CommandInput[]) {
      const given = new Given().prepareExchange();
      given.do(change);
      expect([change.type, given.state!.intakeSignedOff]).toEqual([change.type, null]);
      given.try({ type: 'AdvancePhase', from: 'intake' });
      expect(blockedBy(given)).toContain('intake-signed-off');
    }
    const calm = new Given().prepareExchange();
    const chosen = calm.do(
      { type: 'ChooseIndicator', indicatorId: 'housing.one', theme: 'housing', year: 2024 },
      ADVISER,
    );
    expect([chosen.events, calm.state!.intakeSignedOff]).toEqual([[], expect.anything()]);
  });

  it('[T20] figures that are chosen once the intake was left say nothing of its signature', () => {
    const given = new Given().analysis();
    given.do({ type: 'DropIndicator', indicatorId: 'housing.one' });
    expect(given.state!.intakeSignedOff).not.toBeNull();
  });

  it('[T20] after going back another area asks for another signature, and for sessions about that area', () => {
    const given = new Given().analysis();
    given.do({ type: 'GoBack', from: 'analysis', to: 'intake', reason: 'ander gebied' });
    given.do(area('BU0363FA02'));
    given.try({ type: 'AdvancePhase', from: 'intake' });
    expect(blockedBy(given)).toEqual(['intake-signed-off']);
    given.do({ type: 'SignOffIntake' }, ADVISER);
    given.do({ type: 'AdvancePhase', from: 'intake' });
    expect(given.try({ type: 'AdvancePhase', from: 'exchange' })).toMatchObject({
      blocks: [
        { guardId: 'four-professional-sessions', params: { closed: 0 } },
        { guardId: 'one-resident-meeting', params: { closed: 0 } },
      ],
    });
    given.do({ type: 'GoBack', from: 'exchange', to: 'intake', reason: 'toch het oude' });
    given.do(area('BU0363FA01'));
    expect(Object.values(given.state!.sessions).every(({ formerArea }) => formerArea === undefined)).toBe(true);
    const same = new Given().analysis();
    same.do({ type: 'GoBack', from: 'analysis', to: 'intake', reason: 'andere naam' });
    same.do({ ...area('BU0363FA01'), name: 'Slotermeer-Noord' } as CommandInput);
    same.do({ type: 'SignOffIntake' }, ADVISER);
    same.do({ type: 'AdvancePhase', from: 'intake' });
    same.do({ type: 'AdvancePhase', from: 'exchange' });
  });

  it.each([
    ['dropped', { type: 'DropIndicator', indicatorId: 'safety_nuisance.one' }],
    [
      'of another year',
      { type: 'ChooseIndicator', indicatorId: 'safety_nuisance.one', theme: 'safety_nuisance', year: 2023 },
    ],
    ['that says something else by newer figures', figures(['safety_nuisance.one'])],
    ['left out of the evidence', evidence([200, 201], [])],
    ['joined by another', evidence([200, 201], ['safety_nuisance.one', 'housing.one'])],
  ] satisfies [string, CommandInput][])('[F4] a verdict does not outlive its figure: %s', (_, change) => {
    const given = approved();
    given.do(change);
    expect([verdict(given), given.state!.sharedPicture.approvedAt]).toEqual([null, null]);
    given.try({ type: 'AdvancePhase', from: 'analysis' });
    expect(blockedBy(given)).toEqual(expect.arrayContaining(['testable-claims-tested', 'shared-picture-approved']));
  });

  it('[T37] newer figures in which nothing that was chosen changed take nothing back; those that did take back what rests on them', () => {
    const given = approved();
    given.do(figures([]), ADVISER);
    expect([verdict(given), given.state!.sharedPicture.approvedAt, given.state!.figures]).toEqual([
      'confirmed',
      expect.any(String),
      { hash: HASH, at: given.now },
    ]);
    // the same once more is nothing that happened
    expect(given.do(figures([]), ADVISER).events).toEqual([]);
    const other = approved();
    other.do(figures(['housing.one'], { 'housing.one': 2025 }), ADVISER);
    expect([verdict(other), other.state!.sharedPicture.approvedAt, other.state!.indicators['housing.one']]).toEqual([
      'confirmed',
      null,
      { theme: 'housing', year: 2025, comment: null },
    ]);
  });

  it('[F4] nor the statement that it was about; one more voice changes nothing of it', () => {
    const given = approved();
    given.do(evidence([200, 201], ['safety_nuisance.one']));
    expect(verdict(given)).toBe('confirmed');
    given.do({ type: 'RetractStatement', statementId: idOf(200), reason: 'te herleiden' });
    expect(verdict(given)).toBeNull();
  });

  it('[F4] a verdict of another version that rests on nothing counts as none', () => {
    const given = approved();
    const finding = given.state!.findings[idOf(300)]!;
    given.state = { ...given.state!, findings: { [idOf(300)]: { ...finding, indicatorIds: ['gone.one'] } } };
    given.try({ type: 'AdvancePhase', from: 'analysis' });
    expect(blockedBy(given)).toEqual(['testable-claims-tested']);
  });

  it.each([
    [
      'a gap',
      { type: 'OpenGap', gapId: idOf(310), question: 'Wie?', ownerOrganisationId: idOf(101), due: '2026-06-01' },
    ],
    ['an explanation of a figure', { type: 'CommentOnIndicator', indicatorId: 'housing.one', text: 'Nieuwbouw' }],
    ['another figure', { type: 'ChooseIndicator', indicatorId: 'youth.one', theme: 'youth', year: 2024 }],
    [
      'dissent',
      { type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: idOf(300) },
    ],
  ] satisfies [string, CommandInput][])('[F5] the approval does not outlive %s', (_, change) => {
    const given = approved();
    given.do(change);
    expect(given.state).toMatchObject({
      sharedPicture: { number: 1, approvedAt: null },
      takenBack: { approval: given.now },
    });
    given.try({ type: 'AdvancePhase', from: 'analysis' });
    expect(blockedBy(given)).toEqual(['shared-picture-approved']);
  });

  it('[F5] another area and another question end it, and a session that is held later', () => {
    const given = approved();
    given.do({ type: 'GoBack', from: 'analysis', to: 'intake', reason: 'ander gebied' });
    given.do({ type: 'WriteQuestion', text: 'Anders?' });
    expect(given.state!.sharedPicture.approvedAt).toBeNull();
    const later = approved().held(11, 'resident');
    expect(later.state!.sharedPicture.approvedAt).toBeNull();
  });

  it('[F6] the conclusion is of the dissent and the picture that there were, and so is the edition', () => {
    const given = new Given().plan();
    given.do({ type: 'ConcludeDissent' });
    given.do({ type: 'MakeResidentEdition' });
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    expect(given.state).toMatchObject({
      dissentConcludedAt: null,
      residentEdition: null,
      sharedPicture: { approvedAt: null },
    });
    expect(given.try({ type: 'ConcludeDissent' })).toMatchObject({
      blocks: [{ code: 'guard.sharedPictureApproved', unblockedBy: ['ApproveSharedPicture'] }],
    });
    expect(given.try({ type: 'MakeResidentEdition' })).toMatchObject({ kind: 'refused' });
  });

  it.each(shippedTemplates)(
    '[T23] what was taken back is given again where the trajectory has come to ($id)',
    (template) => {
      const given = new Given().plan();
      expect(available(given.state!, template, given.meta(FACILITATOR)).ApproveSharedPicture.allowed).toBe(false);
      given.do({
        type: 'RecordDissent',
        dissentId: idOf(320),
        organisationId: idOf(101),
        text: 'Nee',
        findingId: null,
      });
      expect(available(given.state!, template, given.meta(FACILITATOR)).ApproveSharedPicture.allowed).toBe(true);
      given.do({ type: 'ApproveSharedPicture', changes: 'met het andere beeld van de politie' });
      expect(given.state!.sharedPicture.number).toBe(2);
      expect(given.state!.takenBack).toBeUndefined();
      given.do({ type: 'ConcludeDissent' });
      given.do({ type: 'MakeResidentEdition' });
      given.do({
        type: 'PlanAction',
        actionId: idOf(400),
        what: 'Licht',
        result: 'Minder',
        ownerOrganisationId: idOf(101),
        due: '2026-12-01',
        findingIds: [],
        indicatorId: null,
      });
      given.do({ type: 'AdvancePhase', from: 'plan' });
      expect(stateFaults(given.state!, given.journal, given.template)).toEqual([]);
    },
  );

  it('[F5] whether the words of an organisation leave is of the picture once it stands behind a statement', () => {
    const commitment = { data: 'x', purpose: 'x', until: '2027-01-01' } as const;
    const approved = () => {
      const given = new Given().plan();
      expect(given.state!.sharedPicture.approvedAt).not.toBeNull();
      return given;
    };
    const signs = (given: Given, words: boolean) =>
      given.do({ type: 'SignCommitment', organisationId: idOf(101), ...commitment, words });
    const same = approved();
    signs(same, true);
    expect(same.state!.sharedPicture.approvedAt).not.toBeNull();
    const other = approved();
    signs(other, false);
    expect(other.state!.sharedPicture.approvedAt).toBeNull();
    const withdrawn = approved();
    withdrawn.do({ type: 'WithdrawCommitment', organisationId: idOf(101), reason: 'x' });
    expect(withdrawn.state!.sharedPicture.approvedAt).toBeNull();
  });

  it('[T23] what is approved again meets the other conditions of the step again', () => {
    const given = new Given().plan();
    given.do({ type: 'OpenGap', gapId: idOf(310), question: 'Wie?', ownerOrganisationId: null, due: null });
    given.try({ type: 'ApproveSharedPicture', changes: '' });
    expect(blockedBy(given)).toEqual(['gaps-owned-and-dated']);
    given.do({ type: 'AssignGap', gapId: idOf(310), ownerOrganisationId: idOf(101), due: '2026-06-01' });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
  });

  it('[T23] who is asked again can answer, also when all was completed', () => {
    const given = new Given().completed();
    given.do({ type: 'GoBack', from: 'completed', to: 'plan', reason: 'witte vlek' });
    given.do({
      type: 'OpenGap',
      gapId: idOf(310),
      question: 'Wie?',
      ownerOrganisationId: idOf(101),
      due: '2026-06-01',
    });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    given.do({ type: 'ConcludeDissent' });
    given.do({ type: 'MakeResidentEdition' });
    given.do({ type: 'AdvancePhase', from: 'plan' });
    const dissent = (number: number) =>
      ({
        type: 'RecordDissent',
        dissentId: idOf(number),
        organisationId: idOf(101),
        text: 'Nee',
        findingId: null,
      }) as const;
    expect(given.try(dissent(321))).toMatchObject({ kind: 'refused' });
    given.do({ type: 'AnswerGap', gapId: idOf(310), answer: 'De school.' });
    given.do(dissent(322));
    for (const type of ['ApproveSharedPicture', 'ConcludeDissent', 'MakeResidentEdition'] as const)
      given.do(type === 'ApproveSharedPicture' ? { type, changes: '' } : { type });
    expect(stateFaults(given.state!, given.journal, given.template)).toEqual([]);
  });

  it('[F5] an organisation of another name is another picture, and what changes nothing takes nothing back', () => {
    const given = approved();
    const organisation = {
      type: 'AddOrganisation',
      organisationId: idOf(101),
      name: 'Organisatie 1',
      organisationType: 'police',
      ring: 'core',
    } as const;
    expect(given.do(organisation).events).toEqual([]);
    expect(given.do(evidence([200, 201], ['safety_nuisance.one'])).events).toEqual([]);
    given.do({ ...organisation, organisationId: idOf(102), name: 'Nieuw' });
    expect(given.state!.sharedPicture.approvedAt).not.toBeNull();
    given.do({ ...organisation, name: 'Politie Noord' });
    expect(given.state!.sharedPicture.approvedAt).toBeNull();
  });

  it('[T20] a drawn border that is saved again is the same area', () => {
    const given = new Given().intake();
    const drawn = { ...area(), drawn: true } as CommandInput & { type: 'SetArea' };
    given.do(drawn);
    const { mark } = given.state!.area!;
    given.do({ ...drawn, name: 'Anders' });
    expect(given.state!.area!.mark).toBe(mark);
    given.do({
      ...drawn,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4.8, 52.37],
            [4.82, 52.37],
            [4.81, 52.38],
            [4.8, 52.38],
            [4.8, 52.37],
          ],
        ],
      },
    });
    expect(given.state!.area!.mark).not.toBe(mark);
  });

  it('[T22] no phase in which no session can be open is reached with one open', () => {
    const given = approved().planned(11, 'resident');
    given.do({ type: 'OpenSession', sessionId: idOf(11) });
    expect(given.try({ type: 'AdvancePhase', from: 'analysis' })).toMatchObject({
      blocks: [{ code: 'guard.noSessionOpen', params: { open: 1 }, unblockedBy: ['CloseSession'] }],
    });
    expect(given.try({ type: 'GoBack', from: 'analysis', to: 'intake', reason: 'x' })).toMatchObject({
      blocks: [{ code: 'guard.noSessionOpen' }],
    });
    given.do({ type: 'GoBack', from: 'analysis', to: 'exchange', reason: 'x' });
  });

  it('[T24] tells beforehand what a command would take back', () => {
    const given = approved();
    const would = (type: Parameters<typeof wouldTakeBack>[1]) => wouldTakeBack(given.state!, type, given.template);
    expect([would('OpenGap'), would('DropIndicator'), would('Pause')]).toEqual([
      ['approval'],
      ['verdicts', 'approval', 'links'],
      [],
    ]);
    given.do({
      type: 'OpenGap',
      gapId: idOf(310),
      question: 'Wie?',
      ownerOrganisationId: idOf(101),
      due: '2026-06-01',
    });
    expect(would('OpenGap')).toEqual([]);
    expect(given.journal.at(-1)!.data.takesBack).toEqual({ approval: true });
  });
});
