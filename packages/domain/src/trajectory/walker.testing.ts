import { LANES } from '../people.ts';
import type { MethodTemplate, Phase } from '../template/method-template.ts';
import { THEMES } from '../themes.ts';
import { stateBlocks } from './available.ts';
import { dutchDay } from './local-time.ts';
import { ADVISER, FACILITATOR, idOf, MANAGER } from './given.testing.ts';
import type { Block } from './guards.ts';
import { suggestPhaseMap } from '../case/template-move.ts';
import type { Command, CommandInput, CommandType } from './trajectory.commands.ts';
import type { TrajectoryState } from './trajectory-state.ts';

export { ADVISER, FACILITATOR, MANAGER } from './given.testing.ts';

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
const ORGANISATION = idOf(7_100);

/** Of a record the key that a number points at; an id that is in none when it is empty. */
function keyOf(record: Readonly<Record<string, unknown>>, number: number): string {
  const keys = Object.keys(record);
  return keys[number % Math.max(1, keys.length)] ?? idOf(9_999);
}

/** Makes one command of every type for a state; a number decides which of the things there it is about. For tests. */
export function commandAt(
  type: CommandType,
  state: TrajectoryState,
  template: MethodTemplate,
  number: number,
): CommandInput {
  const pick = <T>(list: readonly T[]): T => list[number % list.length]!;
  const fresh = (range: number): string => idOf(range + (number % 12));
  const reason = 'reden';
  const finding = { title: 'Titel', text: 'Tekst', theme: pick(THEMES), place: null, testable: number % 3 > 0 };
  const action = {
    what: 'Doen',
    result: number % 2 ? 'Minder' : '',
    ownerOrganisationId: number % 4 ? keyOf(state.organisations, number) : null,
    due: '2099-01-01',
    findingIds: Object.keys(state.findings).slice(0, number % 3),
    indicatorId: number % 5 ? null : (Object.keys(state.indicators)[0] ?? null),
  };
  const made: { [K in CommandType]: () => CommandInput & { type: K } } = {
    CreateTrajectory: () => ({
      type: 'CreateTrajectory',
      name: 'A',
      districtCode: 'SD0363F',
      templateId: template.id,
      templateVersion: template.version,
    }),
    Appoint: () => ({
      type: 'Appoint',
      accountId: number % 2 ? FACILITATOR.accountId! : fresh(6_000),
      role: 'facilitator',
    }),
    Dismiss: () => ({ type: 'Dismiss', accountId: pick([...state.facilitators, fresh(6_000)]), role: 'facilitator' }),
    Reassign: () => ({ type: 'Reassign', accountId: FACILITATOR.accountId!, role: 'facilitator', from: null }),
    SetArea: () => ({
      type: 'SetArea',
      name: 'Vierkant',
      codes: [`BU0363FA0${number % 3}`],
      geometry: SQUARE,
      drawn: false,
    }),
    TakeFigures: () => ({
      type: 'TakeFigures',
      figures: String(number % 3).repeat(64),
      years: Object.fromEntries(Object.keys(state.indicators).flatMap((id, at) => (at % 2 ? [[id, 2026]] : []))),
      changed: Object.keys(state.indicators).filter((_, at) => (at + number) % 2),
      empty: [],
    }),
    WriteQuestion: () => ({ type: 'WriteQuestion', text: `Vraag ${number}` }),
    ChooseIndicator: () => ({
      type: 'ChooseIndicator',
      indicatorId: `${pick(THEMES)}.one`,
      theme: pick(THEMES),
      year: number % 2 ? 2025 : 2024,
    }),
    DropIndicator: () => ({ type: 'DropIndicator', indicatorId: pick([...Object.keys(state.indicators), 'x.y']) }),
    CommentOnIndicator: () => ({
      type: 'CommentOnIndicator',
      indicatorId: pick([...Object.keys(state.indicators), 'x.y']),
      text: 'Duiding',
    }),
    SignOffIntake: () => ({ type: 'SignOffIntake' }),
    AddOrganisation: () => ({
      type: 'AddOrganisation',
      organisationId: number % 2 ? ORGANISATION : fresh(7_000),
      name: 'Politie',
      organisationType: 'police',
      ring: 'core',
    }),
    SignCommitment: () => ({
      type: 'SignCommitment',
      organisationId: keyOf(state.organisations, number),
      data: 'meldingen',
      purpose: 'beeld',
      until: '2099-01-01',
      words: number % 3 > 0,
    }),
    WithdrawCommitment: () => ({
      type: 'WithdrawCommitment',
      organisationId: keyOf(state.organisations, number),
      reason,
    }),
    PlanSession: () => ({
      type: 'PlanSession',
      sessionId: fresh(1_000),
      lane: pick(LANES),
      title: 'Sessie',
      plannedFor: '2090-01-01T10:00:00Z',
      phases: ['exchange'],
    }),
    MoveSession: () => ({
      type: 'MoveSession',
      sessionId: keyOf(state.sessions, number),
      plannedFor: '2091-01-01T10:00:00Z',
    }),
    OpenSession: () => ({ type: 'OpenSession', sessionId: keyOf(state.sessions, number) }),
    CloseSession: () => ({ type: 'CloseSession', sessionId: keyOf(state.sessions, number) }),
    CancelSession: () => ({ type: 'CancelSession', sessionId: keyOf(state.sessions, number), reason }),
    InviteToSession: () => ({
      type: 'InviteToSession',
      sessionId: keyOf(state.sessions, number),
      receiverIds: [fresh(9_000)],
    }),
    AdvancePhase: () => ({ type: 'AdvancePhase', from: number % 5 ? state.phase : pick(template.phases).id }),
    GoBack: () => ({ type: 'GoBack', from: state.phase, to: pick(template.phases).id, reason }),
    Pause: () => ({ type: 'Pause', reason }),
    Resume: () => ({ type: 'Resume' }),
    Stop: () => ({ type: 'Stop', reason }),
    Reopen: () => ({ type: 'Reopen', reason }),
    Waive: () => ({
      type: 'Waive',
      guardId: pick([
        ...[...template.transitions, ...Object.values(template.commands)].flatMap((rule) =>
          rule.guards.map((guard) => guard.id),
        ),
        'none',
      ]),
      reason,
    }),
    ReleaseStatement: () => ({
      type: 'ReleaseStatement',
      statementId: fresh(2_000),
      lane: pick(LANES),
      text: 'Onrust',
      theme: pick(THEMES),
      kind: 'signal',
      place: null,
      sessionId: keyOf(state.sessions, number),
      organisationType: null,
      contributionIds: [fresh(2_500)],
      behind: number % 2 ? { residents: (number % 7) + 1, atPlace: 1 } : { organisationIds: [ORGANISATION] },
    }),
    CountBehind: () => ({
      type: 'CountBehind',
      left: { [keyOf(state.statements, number)]: { residents: number % 7, atPlace: 0 } },
    }),
    RetractStatement: () => ({ type: 'RetractStatement', statementId: keyOf(state.statements, number), reason }),
    RecordFinding: () => ({ type: 'RecordFinding', findingId: fresh(3_000), ...finding }),
    ReviseFinding: () => ({ type: 'ReviseFinding', findingId: keyOf(state.findings, number), ...finding }),
    DropFinding: () => ({ type: 'DropFinding', findingId: keyOf(state.findings, number), reason }),
    SetEvidence: () => ({
      type: 'SetEvidence',
      findingId: keyOf(state.findings, number),
      statementIds: Object.keys(state.statements).slice(0, number % 3),
      indicatorIds: Object.keys(state.indicators).slice(0, number % 4 ? 1 : 0),
    }),
    RecordCheck: () => ({
      type: 'RecordCheck',
      findingId: keyOf(state.findings, number),
      verdict: pick(['confirmed', 'contradicted', 'not_testable'] as const),
      note: '',
    }),
    OpenGap: () => ({
      type: 'OpenGap',
      gapId: fresh(4_000),
      question: 'Hoe?',
      ownerOrganisationId: null,
      due: number % 2 ? '2099-01-01' : null,
    }),
    AssignGap: () => ({
      type: 'AssignGap',
      gapId: keyOf(state.gaps, number),
      ownerOrganisationId: keyOf(state.organisations, number),
      due: '2099-01-01',
    }),
    AnswerGap: () => ({ type: 'AnswerGap', gapId: keyOf(state.gaps, number), answer: 'Zo' }),
    ApproveSharedPicture: () => ({ type: 'ApproveSharedPicture', changes: '' }),
    RecordDissent: () => ({
      type: 'RecordDissent',
      dissentId: fresh(5_000),
      organisationId: keyOf(state.organisations, number),
      text: 'Nee',
      findingId: number % 2 ? (Object.keys(state.findings)[0] ?? null) : null,
    }),
    ConcludeDissent: () => ({ type: 'ConcludeDissent' }),
    PlanAction: () => ({ type: 'PlanAction', actionId: fresh(8_000), ...action }),
    ReviseAction: () => ({ type: 'ReviseAction', actionId: keyOf(state.actions, number), ...action }),
    DropAction: () => ({ type: 'DropAction', actionId: keyOf(state.actions, number), reason }),
    AgreePlan: () => ({
      type: 'AgreePlan',
      organisationIds: [keyOf(state.organisations, number)],
      agreedOn: number % 7 ? dutchDay(state.sharedPicture.approvedAt ?? '2026-03-02T09:00:00Z') : '2099-01-01',
    }),
    MakeResidentEdition: () => ({ type: 'MakeResidentEdition' }),
    RequestReport: () => ({
      type: 'RequestReport',
      reportId: fresh(10_000),
      document: 'profile',
      format: pick(['pdf', 'html'] as const),
      language: 'nl',
    }),
    CancelReport: () => ({ type: 'CancelReport', reportId: keyOf(state.reports, number) }),
    RecordReport: () => ({
      type: 'RecordReport',
      reportId: keyOf(state.reports, number),
      outcome: 'rendered',
      sha256: 'ab',
      pages: 1,
    }),
    PublishReport: () => ({
      type: 'PublishReport',
      linkId: fresh(11_000),
      reportId: keyOf(state.reports, number),
      pdfReportId: null,
    }),
    ShareReport: () => ({
      type: 'ShareReport',
      linkId: fresh(12_000),
      reportId: keyOf(state.reports, number),
      readers: [{ id: fresh(13_000), organisationId: keyOf(state.organisations, number) }],
      until: '2099-01-01',
    }),
    WithdrawReportLink: () => ({
      type: 'WithdrawReportLink',
      linkId: keyOf(Object.assign({}, ...Object.values(state.reports).map(({ links }) => links)), number),
    }),
    MoveTimer: () => ({
      type: 'MoveTimer',
      key: pick([...Object.keys(state.timers), 'none']),
      dueAt: '2095-01-01T10:00:00Z',
      reason,
    }),
    CancelTimer: () => ({ type: 'CancelTimer', key: pick([...Object.keys(state.timers), 'none']), reason }),
    MoveToTemplate: () => ({
      type: 'MoveToTemplate',
      templateId: template.id,
      templateVersion: template.version,
      phaseMap: suggestPhaseMap(template, template) as Record<Phase, Phase>,
      reason,
    }),
    FireTimer: () => ({
      type: 'FireTimer',
      key: pick([...Object.keys(state.timers), 'none']),
      setSeq: state.timers[pick([...Object.keys(state.timers), 'none'])]?.setSeq ?? 1,
    }),
  };
  return made[type]();
}

/** Who would give a command. */
export function senderOf(type: CommandType, number: number): typeof FACILITATOR {
  if (['CreateTrajectory', 'Appoint', 'Dismiss', 'Reassign', 'Reopen'].includes(type))
    return number % 9 ? MANAGER : FACILITATOR;
  return number % 9 ? FACILITATOR : number % 2 ? ADVISER : MANAGER;
}

/** Who moves a trajectory to another template: somebody who facilitates it, or the manager while nobody does. */
export const moverOf = ({ facilitators: [accountId] }: Pick<TrajectoryState, 'facilitators'>): typeof FACILITATOR =>
  accountId === undefined ? MANAGER : { role: 'facilitator', accountId };

/** The next command on the way to the next phase; undefined at the end, or when only time helps. For tests. */
export function towards(state: TrajectoryState, template: MethodTemplate, now: string): Command | undefined {
  const meta = { now, actor: FACILITATOR, commandId: '' };
  if (!template.transitions.some((step) => step.from === state.phase)) return undefined;
  const [block] = stateBlocks(state, 'AdvancePhase', template, meta);
  const command = block ? unblock(block, state, template, now) : { type: 'AdvancePhase', from: state.phase };
  return command as Command | undefined;
}

function unblock(
  block: Block,
  state: TrajectoryState,
  template: MethodTemplate,
  now: string,
): CommandInput | undefined {
  /** A command, or what takes out of its way what is in its way. */
  const give = (type: CommandType): CommandInput | undefined => {
    const [first] = stateBlocks(state, type, template, { now, actor: FACILITATOR, commandId: '' });
    return first ? unblock(first, state, template, now) : at(type);
  };
  const at = (type: CommandType, number = 1): CommandInput => commandAt(type, state, template, number);
  const loose = (record: Readonly<Record<string, unknown>>, test: (item: never) => boolean): number =>
    Math.max(
      0,
      Object.values(record).findIndex((item) => test(item as never)),
    );
  switch (block.code) {
    case 'status.paused':
      return at('Resume');
    case 'guard.facilitatorAppointed':
      return at('Appoint');
    case 'guard.areaDrawn':
      return at('SetArea');
    case 'guard.questionWritten':
      return at('WriteQuestion');
    case 'guard.indicatorPerTheme': {
      const theme = (block.params.themes as readonly (typeof THEMES)[number][])[0]!;
      return { type: 'ChooseIndicator', indicatorId: `${theme}.one`, theme, year: 2025 };
    }
    case 'guard.intakeSignedOff':
      return at('SignOffIntake');
    case 'guard.noSessionOpen':
      return at(
        'CloseSession',
        loose(state.sessions, (session: { status: string }) => session.status === 'open'),
      );
    case 'guard.sessionsClosedAtLeast':
      return towardsSession(block.params.lane as string, state, template);
    case 'guard.findingsRecorded':
      return at('RecordFinding');
    case 'guard.findingsHaveEvidence': {
      if (Object.keys(state.indicators).length === 0)
        return { type: 'ChooseIndicator', indicatorId: 'youth.one', theme: 'youth', year: 2025 };
      const bare = loose(
        state.findings,
        (finding: { statementIds: string[]; indicatorIds: string[] }) =>
          finding.statementIds.length + finding.indicatorIds.length === 0,
      );
      return {
        type: 'SetEvidence',
        findingId: keyOf(state.findings, bare),
        statementIds: [],
        indicatorIds: Object.keys(state.indicators).slice(0, 1),
      };
    }
    case 'guard.testableClaimsTested': {
      const number = loose(
        state.findings,
        (finding: { testable: boolean; verdict: string | null }) => finding.testable && finding.verdict === null,
      );
      return { ...at('RecordCheck', number), verdict: 'not_testable' } as CommandInput;
    }
    case 'guard.gapsOwnedAndDated':
      if (Object.keys(state.organisations).length === 0) return at('AddOrganisation');
      return at(
        'AnswerGap',
        loose(
          state.gaps,
          (gap: { answer: string | null; ownerOrganisationId: string | null; due: string | null }) =>
            gap.answer === null && (!gap.ownerOrganisationId || !gap.due),
        ),
      );
    case 'guard.sharedPictureApproved':
      return give('ApproveSharedPicture');
    case 'guard.actionsOwnedAndDated':
    case 'guard.actionsComplete': {
      if (Object.keys(state.organisations).length === 0) return at('AddOrganisation');
      const bare = Object.keys(state.actions).find(
        (id) => !state.actions[id]!.result || !state.actions[id]!.ownerOrganisationId,
      );
      const action = {
        what: 'Doen',
        result: 'Minder',
        ownerOrganisationId: keyOf(state.organisations, 0),
        due: '2099-01-01',
        findingIds: [],
        indicatorId: null,
      };
      return bare
        ? { type: 'ReviseAction', actionId: bare, ...action }
        : { type: 'PlanAction', actionId: idOf(8_500), ...action };
    }
    case 'guard.dissentConcluded':
      return give('ConcludeDissent');
    case 'guard.residentEditionMade':
      return give('MakeResidentEdition');
    case 'guard.intervalElapsed':
      return block.waivable ? { type: 'Waive', guardId: block.guardId!, reason: 'eerder' } : undefined;
    default:
      return undefined;
  }
}

function towardsSession(lane: string, state: TrajectoryState, template: MethodTemplate): CommandInput {
  const inLane = Object.entries(state.sessions).filter(([, session]) => session.lane === lane);
  const open = inLane.find(([, session]) => session.status === 'open');
  if (open) return { type: 'CloseSession', sessionId: open[0] };
  if (
    lane === 'professional' &&
    !Object.values(state.organisations).some(({ commitment }) => commitment.status === 'signed')
  ) {
    return commandAt(
      Object.keys(state.organisations).length === 0 ? 'AddOrganisation' : 'SignCommitment',
      state,
      template,
      1,
    );
  }
  const planned = inLane.find(([, session]) => session.status === 'planned');
  if (planned) return { type: 'OpenSession', sessionId: planned[0] };
  const sessionId = idOf(1_100 + Object.keys(state.sessions).length);
  return {
    type: 'PlanSession',
    sessionId,
    lane: lane as 'professional',
    title: 'Sessie',
    plannedFor: '2090-01-01T10:00:00Z',
    phases: ['exchange'],
  };
}
