import { ruleOf } from '../template/engine-rules.ts';
import type { MethodTemplate } from '../template/method-template.ts';
import type { EventType, TrajectoryEvent } from './trajectory.events.ts';
import { fold } from './trajectory.evolve.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/** All that the shared picture shows, listed here a second time so that the table of what takes back is held against it. */
const OF_THE_PICTURE: readonly EventType[] = [
  'AreaSet',
  'QuestionWritten',
  'IndicatorChosen',
  'IndicatorDropped',
  'IndicatorCommented',
  'SessionClosed',
  'StatementReleased',
  'StatementRetracted',
  'FindingRecorded',
  'FindingRevised',
  'FindingDropped',
  'EvidenceSet',
  'CheckRecorded',
  'GapOpened',
  'GapAssigned',
  'GapAnswered',
  'DissentRecorded',
];

type Of<T extends EventType> = Extract<TrajectoryEvent, { type: T }>;

const same = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

/** What may never be so of a trajectory, by the rules of SPEC.md, with the rule's id before it; empty when all is well. For tests. */
export function stateFaults(
  state: TrajectoryState,
  journal: readonly TrajectoryEvent[],
  template: MethodTemplate,
): string[] {
  const of = <T extends EventType>(...types: T[]): Of<T>[] =>
    journal.filter((entry): entry is Of<T> => types.some((type) => type === entry.type));
  const last = (...types: EventType[]): number => of(...types).at(-1)?.seq ?? 0;
  const faults: string[] = [];
  const must = (rule: string, holds: boolean, what = ''): void => void (holds || faults.push(`${rule} ${what}`));
  const { findings, indicators, statements, actions, dissent, organisations, sessions } = state;

  must(
    'T20',
    !state.intakeSignedOff || last('IntakeSignedOff') > last('AreaSet', 'QuestionWritten'),
    'signed off before area or question was set',
  );
  const approved = last('SharedPictureApproved');
  if (state.sharedPicture.approvedAt !== null) {
    must('F5', approved > last(...OF_THE_PICTURE), 'something of the picture is newer than its approval');
    must(
      'F5',
      of('FiguresTaken').every(({ seq, data }) => seq < approved || data.changed.length === 0),
      'figures that say something else are newer than its approval',
    );
    const then = fold(journal.slice(0, approved))!.organisations;
    must(
      'F5',
      Object.entries(then).every(
        ([id, { name, type }]) => organisations[id]?.name === name && organisations[id].type === type,
      ),
      'an organisation is called otherwise since',
    );
    const behind = Object.values(statements).flatMap((one) =>
      one.behind && 'organisationIds' in one.behind ? one.behind.organisationIds : [],
    );
    must(
      'F5',
      // who signed nothing agreed as little as who signed without it
      behind.every((id) => (then[id]?.commitment.words === true) === (organisations[id]?.commitment.words === true)),
      'an organisation agreed, or agrees no longer, that its words leave',
    );
  }
  if (state.dissentConcludedAt !== null && template.commands['ApproveSharedPicture']) {
    must(
      'F6',
      state.sharedPicture.approvedAt !== null && last('DissentConcluded') > Math.max(approved, last('DissentRecorded')),
      'concluded before what it concludes',
    );
  }
  if (state.residentEdition)
    must(
      'F6',
      state.sharedPicture.approvedAt !== null && state.residentEdition.pictureNumber === state.sharedPicture.number,
      'an edition of another picture',
    );
  const { plan } = state;
  const agreements = of('PlanAgreed');
  must('T35', (plan?.number ?? 0) === agreements.length, 'a version of the plan more or less than was agreed');
  if (plan) {
    must('T36', plan.asOf === last('PlanAgreed'), 'a plan of another moment than its agreement');
    const then = fold(journal.slice(0, plan.asOf))!;
    must(
      'T35',
      Object.values(then.actions).every(({ ownerOrganisationId, due }) => ownerOrganisationId && due) &&
        Object.keys(then.actions).length > 0 &&
        then.sharedPicture.approvedAt !== null,
      'agreed before somebody does it, by a day',
    );
    must(
      'T36',
      plan.changedAt !== undefined ||
        last('ActionPlanned', 'ActionRevised', 'ActionDropped', ...OF_THE_PICTURE) < plan.asOf,
      'a plan that changed since it was agreed, and no concept',
    );
  }
  for (const finding of Object.values(findings)) {
    must(
      'F1',
      finding.statementIds.every((id) => statements[id]) && finding.indicatorIds.every((id) => indicators[id]),
      `finding ${finding.number} rests on what is gone`,
    );
    must(
      'F4',
      finding.verdict === null || finding.verdict === 'not_testable' || finding.indicatorIds.length > 0,
      `finding ${finding.number} has a verdict of no figure`,
    );
  }
  for (const [id, finding] of Object.entries(findings)) {
    if (finding.verdict === null) continue;
    const then = fold(journal.slice(0, of('CheckRecorded').findLast(({ data }) => data.findingId === id)!.seq))!;
    const judged = then.findings[id]!;
    must(
      'F4',
      same(judged.indicatorIds, finding.indicatorIds) &&
        judged.statementIds.every((one) => finding.statementIds.includes(one)),
      `finding ${finding.number} was judged on other evidence`,
    );
    must(
      'F4',
      finding.indicatorIds.every((one) => then.indicators[one]?.year === indicators[one]?.year),
      `finding ${finding.number} was judged on figures of another year`,
    );
    must(
      'F4',
      finding.verdict === 'not_testable' || same(then.area?.codes ?? [], state.area?.codes ?? []),
      `finding ${finding.number} was judged on figures of another area`,
    );
  }
  for (const [id, session] of Object.entries(sessions)) {
    if (session.status !== 'closed') continue;
    if (session.formerArea) {
      must('T20', !same(session.formerArea.codes, state.area!.codes), `session ${session.number} was about this area`);
      continue;
    }
    const held = of('SessionClosed').find(({ data }) => data.sessionId === id)!.seq;
    const about = of('AreaSet').findLast(({ seq }) => seq < held)!.data;
    must('T20', same(about.codes, state.area!.codes), `session ${session.number} was about another area`);
  }
  for (const action of Object.values(actions)) {
    must(
      'F8',
      action.findingIds.every((id) => findings[id]) &&
        (action.indicatorId === null || indicators[action.indicatorId] !== undefined),
      `action ${action.number} leads nowhere`,
    );
    must(
      'F8',
      action.ownerOrganisationId === null || organisations[action.ownerOrganisationId] !== undefined,
      `action ${action.number} has an unknown owner`,
    );
  }
  for (const { findingId } of Object.values(dissent))
    must('F8', findingId === null || findings[findingId] !== undefined, 'dissent about what is gone');
  for (const type of ['FindingRecorded', 'ActionPlanned'] as const) {
    const numbers = of(type).map(({ data }) => data.number);
    must('F7', new Set(numbers).size === numbers.length, `${type}: a number twice in ${numbers.join(', ')}`);
  }
  for (const { data, seq } of of('StatementReleased'))
    must(
      'F9',
      of('SessionOpened').some((opened) => opened.data.sessionId === data.sessionId && opened.seq < seq),
      'a statement of a session that was not held',
    );
  const mayBeOpen = ruleOf(template, 'OpenSession')?.phases;
  const isOpen = Object.values(sessions).some(({ status }) => status === 'open');
  must('T22', !isOpen || !mayBeOpen || mayBeOpen.includes(state.phase), `a session is open in ${state.phase}`);
  for (const [guardId, { usedAt }] of Object.entries(state.waivers)) {
    const given = of('GuardWaived').findLast(({ data }) => data.guardId === guardId)!.seq;
    must(
      'T21',
      usedAt !== undefined || given > last('AreaSet', 'QuestionWritten', 'PhaseAdvanced'),
      `a waiver of ${guardId} outlives what it was given for`,
    );
  }
  for (const guard of ruleOf(template, 'PlanSession')?.guards ?? []) {
    if (guard.predicate !== 'sessionsPlannedAtMost') continue;
    const uses = journal.filter(({ data }) => data.takesBack?.waivers?.includes(guard.id)).length;
    must(
      'T21',
      uses <= of('GuardWaived').filter(({ data }) => data.guardId === guard.id).length,
      'a waiver served twice',
    );
    const entry = journal.at(-1)!;
    const planned = Object.values(sessions).filter(
      ({ lane, status, formerArea }) => lane === (guard.lane ?? lane) && status !== 'cancelled' && !formerArea,
    ).length;
    // sessions whose area comes back may be more than could be planned; one more than the limit is planned on a waiver alone
    if (
      entry.type !== 'SessionPlanned' ||
      entry.data.lane !== (guard.lane ?? entry.data.lane) ||
      planned <= (guard.count ?? 0)
    )
      continue;
    must(
      'T21',
      entry.data.takesBack?.waivers?.includes(guard.id) ?? false,
      `${planned} sessions, the last one without a waiver`,
    );
  }
  return faults;
}
