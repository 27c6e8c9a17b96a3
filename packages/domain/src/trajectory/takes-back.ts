import type { MethodTemplate } from '../template/method-template.ts';
import { disclosureOf, sharesWords } from '../findings/disclosure.ts';
import { isDecided } from '../findings/founded.ts';
import { ruleOf } from '../template/engine-rules.ts';
import type { CommandType } from './trajectory.commands.ts';
import type { EventType, NewEvent } from './trajectory.events.ts';
import type { TakenBack } from './event-parts.ts';
import type { AreaMark } from '../intake/intake.state.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/**
 * What stands until something takes it back: the sign-off of the intake, sessions that count, verdicts on findings, the
 * approval of the shared picture, the conclusion of the dissent round, the resident edition, links to what is gone, and
 * waivers that have not served yet.
 */
export const STANDING = [
  'signOff',
  'sessions',
  'verdicts',
  'approval',
  'conclusion',
  'edition',
  'links',
  'waivers',
] as const;

/** One of {@link STANDING}. */
export type Standing = (typeof STANDING)[number];

/**
 * Each event and what it takes back: the one table of it. What is approved is newer than all that the picture shows, so
 * whatever the picture shows takes its approval back.
 */
export const TAKES_BACK: Readonly<Partial<Record<EventType, readonly Standing[]>>> = {
  AreaSet: ['signOff', 'sessions', 'verdicts', 'approval', 'waivers'],
  QuestionWritten: ['signOff', 'approval', 'waivers'],
  IndicatorChosen: ['signOff', 'verdicts', 'approval'],
  IndicatorDropped: ['signOff', 'verdicts', 'approval', 'links'],
  FiguresTaken: ['signOff', 'verdicts', 'approval'],
  IndicatorCommented: ['approval'],
  SessionClosed: ['approval'],
  StatementReleased: ['approval'],
  BehindCounted: ['approval'],
  StatementRetracted: ['verdicts', 'approval'],
  FindingRecorded: ['approval'],
  FindingRevised: ['verdicts', 'approval'],
  FindingDropped: ['approval', 'links'],
  EvidenceSet: ['verdicts', 'approval'],
  CheckRecorded: ['approval'],
  GapOpened: ['approval'],
  GapAssigned: ['approval'],
  GapAnswered: ['approval'],
  DissentRecorded: ['approval'],
  SharedPictureApproved: ['conclusion', 'edition'],
  OrganisationAdded: ['approval'],
  CommitmentSigned: ['approval'],
  CommitmentWithdrawn: ['approval'],
  // the reason that was written is of the round in which it was written
  PhaseAdvanced: ['waivers'],
  TemplateMoved: ['waivers'],
};

/** What rests on the approval goes with it, and what rests on a round of dissent with any new dissent. */
const RESTS_ON: Readonly<Partial<Record<Standing, readonly Standing[]>>> = { approval: ['conclusion', 'edition'] };

/** Events by which a command takes something back, whatever it says; `AddOrganisation` and commitments do so only of some. */
const EVENT_OF: Readonly<Partial<Record<CommandType, EventType>>> = {
  SetArea: 'AreaSet',
  WriteQuestion: 'QuestionWritten',
  ChooseIndicator: 'IndicatorChosen',
  DropIndicator: 'IndicatorDropped',
  TakeFigures: 'FiguresTaken',
  CommentOnIndicator: 'IndicatorCommented',
  CloseSession: 'SessionClosed',
  ReleaseStatement: 'StatementReleased',
  RetractStatement: 'StatementRetracted',
  RecordFinding: 'FindingRecorded',
  ReviseFinding: 'FindingRevised',
  DropFinding: 'FindingDropped',
  SetEvidence: 'EvidenceSet',
  RecordCheck: 'CheckRecorded',
  OpenGap: 'GapOpened',
  AssignGap: 'GapAssigned',
  AnswerGap: 'GapAnswered',
  RecordDissent: 'DissentRecorded',
  ApproveSharedPicture: 'SharedPictureApproved',
};

function withWhatRests(standing: readonly Standing[]): Standing[] {
  return [...new Set(standing.flatMap((one) => [one, ...(RESTS_ON[one] ?? [])]))];
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));

/** A drawn border lies beside the journal, and is known again by its mark; without one, from before 0.3, it counts as another. */
export function isSameArea(area: AreaMark | null, { codes, drawn, mark }: AreaMark): boolean {
  return (
    area !== null &&
    drawn === area.drawn &&
    sameSet(codes, area.codes) &&
    (!drawn || (mark !== undefined && mark === area.mark))
  );
}

/** Findings whose verdict rests on something that an event changes. */
function restless(state: TrajectoryState, event: NewEvent): string[] {
  const judged = Object.entries(state.findings).filter(([, finding]) => finding.verdict !== null);
  const where = (test: (id: string, finding: TrajectoryState['findings'][string]) => boolean): string[] =>
    judged.flatMap(([id, finding]) => (test(id, finding) ? [id] : []));
  // figures bear nothing out, and go against nothing, once none of them has a value
  const lost = (empty: readonly string[]): string[] =>
    where((_, finding) => isDecided(finding) && finding.indicatorIds.every((id) => empty.includes(id)));
  switch (event.type) {
    case 'AreaSet':
      // figures are of the area; a claim of which they say nothing is still one
      return isSameArea(state.area, event.data)
        ? lost(event.data.empty ?? [])
        : where((_, { verdict }) => verdict !== 'not_testable');
    case 'IndicatorChosen': {
      const { indicatorId, year, theme, empty } = event.data;
      const before = state.indicators[indicatorId];
      return before === undefined || (before.year === year && before.theme === theme && before.empty === empty)
        ? []
        : where((_, { indicatorIds }) => indicatorIds.includes(indicatorId));
    }
    case 'FiguresTaken': {
      const { changed, empty } = event.data;
      const otherwise = where((_, { indicatorIds }) => indicatorIds.some((one) => changed.includes(one)));
      return [...new Set([...otherwise, ...lost(empty)])];
    }
    case 'IndicatorDropped':
      return where((_, { indicatorIds }) => indicatorIds.includes(event.data.indicatorId));
    case 'StatementRetracted':
      return where((_, { statementIds }) => statementIds.includes(event.data.statementId));
    case 'FindingRevised':
      return where((id) => id === event.data.findingId);
    case 'EvidenceSet': {
      const { findingId, statementIds, indicatorIds } = event.data;
      // one more voice for the same claim is nothing to be checked again
      return where(
        (id, finding) =>
          id === findingId &&
          (!sameSet(finding.indicatorIds, indicatorIds) ||
            finding.statementIds.some((one) => !statementIds.includes(one))),
      );
    }
    default:
      return [];
  }
}

/** Once the intake has been left, its signature is of what it was then; only area and question reach back to it. */
function reachesSignOff(state: TrajectoryState, event: NewEvent, template: MethodTemplate): boolean {
  return (
    event.type === 'AreaSet' ||
    event.type === 'QuestionWritten' ||
    (ruleOf(template, 'SignOffIntake')?.phases?.includes(state.phase) ?? true)
  );
}

/** Sessions that were held about another area. */
function heldElsewhere(state: TrajectoryState, event: NewEvent): string[] {
  if (event.type !== 'AreaSet' || state.area === null || isSameArea(state.area, event.data)) return [];
  return Object.entries(state.sessions).flatMap(([id, session]) =>
    session.status === 'closed' && !session.formerArea ? [id] : [],
  );
}

/** Waivers that have not served. */
function unspent(state: TrajectoryState): string[] {
  return Object.entries(state.waivers).flatMap(([id, { usedAt }]) => (usedAt === undefined ? [id] : []));
}

/**
 * An organisation that joins changes no sentence of the picture; one that is called otherwise does, and one that stands
 * behind a statement and no longer lets its words leave, or does so from now on, or took back what it wrote.
 */
function isOfThePicture(event: NewEvent, state: TrajectoryState, template: MethodTemplate): boolean {
  if (event.type === 'BehindCounted') return leaves(state, event.data.statementId, template);
  if (event.type === 'FiguresTaken') return event.data.changed.length > 0;
  if (event.type === 'OrganisationAdded') {
    const known = state.organisations[event.data.organisationId];
    return known !== undefined && (known.name !== event.data.name || known.type !== event.data.organisationType);
  }
  if (event.type !== 'CommitmentSigned' && event.type !== 'CommitmentWithdrawn') return true;
  const { organisationId } = event.data;
  const will = event.type === 'CommitmentSigned' && event.data.words === true;
  const known = state.organisations[organisationId];
  return known !== undefined && sharesWords(known) !== will && standsBehind(state, organisationId);
}

/** Whether a statement is told outside its lane; of another nobody was told how many stand behind it. */
function leaves({ statements, organisations }: TrajectoryState, id: string, template: MethodTemplate): boolean {
  return (
    statements[id] !== undefined && disclosureOf(statements[id], organisations, template.smallNumberThreshold).words
  );
}

/** Whether an organisation told something of what was released. */
function standsBehind({ statements }: TrajectoryState, organisationId: string): boolean {
  return Object.values(statements).some(
    ({ behind }) => behind && 'organisationIds' in behind && behind.organisationIds.includes(organisationId),
  );
}

/** The id of what an event takes away, when something still leads to it. */
function looseLinks(state: TrajectoryState, event: NewEvent): string[] {
  const gone =
    event.type === 'FindingDropped'
      ? event.data.findingId
      : event.type === 'IndicatorDropped'
        ? event.data.indicatorId
        : undefined;
  if (gone === undefined) return [];
  const lead = [
    ...Object.values(state.findings).flatMap(({ indicatorIds }) => indicatorIds),
    ...Object.values(state.actions).flatMap(({ findingIds, indicatorId }) => [...findingIds, indicatorId]),
    ...Object.values(state.dissent).map(({ findingId }) => findingId),
  ];
  return lead.includes(gone) ? [gone] : [];
}

/** What an event takes back of a state, by the table; undefined when it takes back nothing that stands. */
export function takenBackBy(event: NewEvent, state: TrajectoryState, template: MethodTemplate): TakenBack | undefined {
  const listed = withWhatRests(TAKES_BACK[event.type] ?? []);
  const has = (standing: Standing): boolean => listed.includes(standing);
  const [verdicts, sessions, links, waivers] = [
    has('verdicts') ? restless(state, event) : [],
    has('sessions') ? heldElsewhere(state, event) : [],
    has('links') ? looseLinks(state, event) : [],
    has('waivers') && (event.type !== 'TemplateMoved' || event.data.arrives) ? unspent(state) : [],
  ];
  const taken: TakenBack = {
    ...(has('signOff') &&
      state.intakeSignedOff &&
      isOfThePicture(event, state, template) &&
      reachesSignOff(state, event, template) && { signOff: true }),
    ...(has('approval') &&
      state.sharedPicture.approvedAt !== null &&
      (verdicts.length > 0 || isOfThePicture(event, state, template)) && { approval: true }),
    ...(has('conclusion') && state.dissentConcludedAt !== null && { conclusion: true }),
    ...(has('edition') && state.residentEdition && { edition: true }),
    ...(verdicts.length > 0 && { verdicts }),
    ...(sessions.length > 0 && { sessions }),
    ...(links.length > 0 && { links }),
    ...(waivers.length > 0 && { waivers }),
  };
  return Object.keys(taken).length > 0 ? taken : undefined;
}

/**
 * What giving a command of some type would take back of this state, whatever it says: for telling it beforehand. Which
 * verdicts and links depends on what the command is about.
 */
export function wouldTakeBack(state: TrajectoryState, type: CommandType, template: MethodTemplate): Standing[] {
  const event = EVENT_OF[type];
  const findings = Object.values(state.findings);
  const stands: Record<Standing, boolean> = {
    signOff: state.intakeSignedOff !== null && reachesSignOff(state, { type: event } as NewEvent, template),
    sessions:
      state.area !== null &&
      Object.values(state.sessions).some(({ status, formerArea }) => status === 'closed' && !formerArea),
    verdicts: findings.some(({ verdict }) => verdict !== null),
    approval: state.sharedPicture.approvedAt !== null,
    conclusion: state.dissentConcludedAt !== null,
    edition: state.residentEdition !== null,
    waivers: unspent(state).length > 0,
    links:
      Object.keys(state.actions).length +
        Object.keys(state.dissent).length +
        findings.filter(({ indicatorIds }) => indicatorIds.length > 0).length >
      0,
  };
  return withWhatRests((event && TAKES_BACK[event]) ?? []).filter((standing) => stands[standing]);
}

/** What can be given again wherever the trajectory has come to, once it was taken back. */
const GIVEN_AGAIN: Readonly<Partial<Record<CommandType, keyof NonNullable<TrajectoryState['takenBack']>>>> = {
  SignOffIntake: 'signOff',
  ApproveSharedPicture: 'approval',
  // who is asked again has to be able to answer
  RecordDissent: 'conclusion',
  ConcludeDissent: 'conclusion',
  MakeResidentEdition: 'edition',
};

/** Whether a command gives something again that was taken back after the phases in which a template has it given. */
export function givesAgain(state: TrajectoryState, type: CommandType, template: MethodTemplate): boolean {
  const standing = GIVEN_AGAIN[type];
  if (standing === undefined || state.takenBack?.[standing] === undefined) return false;
  const order = template.phases.map(({ id }) => id);
  const place = order.indexOf(state.phase);
  return (ruleOf(template, type)?.phases ?? []).some((phase) => order.includes(phase) && order.indexOf(phase) < place);
}
