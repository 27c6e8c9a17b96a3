import {
  type AreaGeometry,
  guardById,
  isDecided,
  laneProgress,
  type MethodTemplate,
  sessionCounts,
  type TrajectoryState,
  withPlaceNames,
} from '@buurtbalans/domain';
import { guardFigures } from '@buurtbalans/figures';
import { coincidenceOf } from './coincidence.ts';
import { Disclosed, toldOf } from './small-numbers.ts';
import type {
  PublicFacts,
  ReportSnapshot,
  SnapshotAction,
  SnapshotFinding,
  SnapshotIndicator,
  SnapshotPlan,
  SnapshotStatement,
} from './snapshot.ts';

/** What a snapshot is built from: the state at one position of the journal, its texts, and public figures and borders. */
export interface SnapshotSource extends PublicFacts {
  readonly trajectoryId: string;
  readonly state: TrajectoryState;
  /** How it stood when the plan was agreed that stands in that state; absent when none was. */
  readonly agreed?: TrajectoryState | null;
  /** How it stood when the picture was approved that still is; absent of a concept. */
  readonly approved?: TrajectoryState | null;
  /** Of a concept of what was approved before: see {@link ReportSnapshot.lapsed}. */
  readonly lapsed?: ReportSnapshot['lapsed'];
  readonly contents: ReadonlyMap<string, string>;
  readonly template: MethodTemplate;
  /** Moment whose standing it shows. */
  readonly at: string;
  readonly sessionId: string | null;
  /** See {@link ReportSnapshot.standing}. */
  readonly standing?: number | null;
}

/** Builds the snapshot that documents are composed from. Pure. */
export function buildSnapshot(source: SnapshotSource): ReportSnapshot {
  const { contents } = source;
  const state = withPlaceNames(source.state, contents);
  const text = (contentId: string | null | undefined): string | null =>
    contentId ? (contents.get(contentId) ?? null) : null;
  const organisation = (id: string | null): string | null => (id ? (state.organisations[id]?.name ?? null) : null);
  const threshold = source.template.smallNumberThreshold;
  const disclosed = new Disclosed(state, source.template);
  const statements = statementsOf(state, text, disclosed);
  const residents =
    // facts of before 0.4 say it only where it was chosen
    source.residents ??
    source.figures.find(({ indicatorId }) => indicatorId === 'population.total')?.area.value ??
    null;
  const figures = guardFigures(source.figures, { ...source, residents }, threshold);
  const geometry = state.area && text(state.area.geometry);
  const dissent = Object.values(state.dissent).map((entry) => ({
    organisation: organisation(entry.organisationId) ?? '',
    text: text(entry.text) ?? '',
    findingId: entry.findingId,
  }));
  const findings = findingsOf(state, text, { statements, dissent, figures }, disclosed);
  return {
    trajectory: {
      id: source.trajectoryId,
      name: state.name,
      districtName: source.districtName,
      question: text(state.question),
      startedOn: state.createdAt,
    },
    asOf: { position: state.version, at: source.at },
    template: { name: source.template.name, version: source.template.version },
    invented: state.invented,
    threshold,
    area:
      geometry && state.area
        ? {
            name: state.area.name,
            drawn: state.area.drawn,
            geometry: JSON.parse(geometry) as AreaGeometry,
            neighbourhoods: source.neighbourhoods,
            parks: source.parks,
            credit: source.bordersCredit ?? null,
          }
        : null,
    sessions: sessionsOf(state, text),
    sessionId: source.sessionId,
    minutes: null,
    // who joins after an approval is in no document of what was approved
    organisations: Object.entries((source.approved ?? state).organisations).map(([id, { name, type, ring }]) => ({
      id,
      name,
      type,
      ring,
    })),
    organisationsTold: organisationsTold(state, disclosed),
    setAside: setAsideIn(source.approved ?? state, source.template, text),
    indicators: indicatorsOf(state, figures, text),
    statements,
    findings,
    coincidence: geometry ? coincidenceOf(state, source.template, JSON.parse(geometry) as AreaGeometry, figures) : [],
    gaps: Object.values(state.gaps).map((gap) => ({
      question: text(gap.question) ?? '',
      owner: organisation(gap.ownerOrganisationId),
      due: gap.due,
      answer: text(gap.answer),
    })),
    actions: actionsOf(state, state, text),
    plan: source.agreed ? planOf(source.agreed, state, text) : null,
    standing: source.standing ?? null,
    dissent: dissent.filter((entry) => entry.findingId === null).map(({ findingId: _findingId, ...entry }) => entry),
    dissentConcluded: state.dissentConcludedAt !== null,
    lapsed: source.lapsed ?? null,
    picture: {
      number: state.sharedPicture.number,
      approvedOn: state.sharedPicture.approvedAt,
      changes: text(state.sharedPicture.changes),
    },
  };
}

type Text = (contentId: string | null | undefined) => string | null;

/** Actions as they stood then, with the findings that are there now. */
function actionsOf(then: TrajectoryState, now: TrajectoryState, text: Text): SnapshotAction[] {
  return Object.values(then.actions)
    .sort((one, other) => one.number - other.number)
    .map(({ number, what, result, ownerOrganisationId, due, findingIds, indicatorId }) => ({
      number,
      what: text(what) ?? '',
      result: text(result),
      owner: ownerOrganisationId === null ? null : (then.organisations[ownerOrganisationId]?.name ?? null),
      due,
      findings: findingIds.flatMap((id) => now.findings[id]?.number ?? []).sort((one, other) => one - other),
      indicatorId,
    }));
}

function planOf(agreed: TrajectoryState, now: TrajectoryState, text: Text): SnapshotPlan | null {
  if (!agreed.plan) return null;
  const { number, agreedOn, organisationIds } = agreed.plan;
  return {
    number,
    agreedOn,
    organisations: organisationIds.flatMap((id) => agreed.organisations[id]?.name ?? []),
    actions: actionsOf(agreed, now, text),
    isShown: agreed.version === now.version,
  };
}

/** Organisations behind statements whose words leave: one that only stands on the list has told nothing. */
function organisationsTold({ statements }: TrajectoryState, disclosed: Disclosed): number {
  const behind = Object.values(statements).flatMap((statement) =>
    statement.behind && 'organisationIds' in statement.behind && disclosed.of(statement).words
      ? statement.behind.organisationIds
      : [],
  );
  return new Set(behind).size;
}

/** Conditions about sessions that were waived, and that the sessions indeed do not meet. */
function setAsideIn(state: TrajectoryState, template: MethodTemplate, text: Text): ReportSnapshot['setAside'] {
  return Object.entries(state.waivers).flatMap(([id, { usedAt, reason }]) => {
    const guard = usedAt === undefined ? undefined : guardById(template, id);
    if (guard?.predicate !== 'sessionsClosedAtLeast' && guard?.predicate !== 'sessionsPlannedAtMost') return [];
    const { closed, planned } = laneProgress(Object.values(state.sessions), guard.lane);
    const isLeast = guard.predicate === 'sessionsClosedAtLeast';
    const [counted, needed] = isLeast ? [closed, guard.count ?? 1] : [planned, guard.count ?? 0];
    if (isLeast ? counted >= needed : counted <= needed) return [];
    const which = isLeast ? ('least' as const) : ('most' as const);
    return [{ lane: guard.lane ?? null, counted, needed, which, reason: text(reason) }];
  });
}

function sessionsOf(state: TrajectoryState, text: Text): ReportSnapshot['sessions'] {
  return Object.entries(state.sessions)
    .filter(([, session]) => session.status !== 'cancelled')
    .map(([id, session]) => ({
      id,
      lane: session.lane,
      number: session.number,
      title: text(session.title) ?? '',
      question: text(session.question),
      heldOn: session.openedAt ?? null,
      closed: session.status === 'closed' && sessionCounts(session),
    }))
    .sort((one, other) => one.lane.localeCompare(other.lane) || one.number - other.number);
}

/** Statements as a document may show them: of one whose words stay no more than its lane. */
function statementsOf(state: TrajectoryState, text: Text, disclosed: Disclosed): SnapshotStatement[] {
  return Object.entries(state.statements).map(([id, statement]) => {
    const { lane, text: contentId, organisationType, sessionId, place } = statement;
    const { words, place: isPlaced } = disclosed.of(statement);
    const none = { text: '', organisationType: null, told: null, heldOn: null, place: null };
    if (!words) return { id, lane, ...none, isFew: true };
    return {
      id,
      lane,
      text: text(contentId) ?? '',
      organisationType,
      told: toldOf(statement),
      heldOn: state.sessions[sessionId]?.openedAt ?? null,
      place: isPlaced ? place : null,
      isFew: false,
    };
  });
}

function findingsOf(
  state: TrajectoryState,
  text: Text,
  {
    statements,
    dissent,
    figures,
  }: Pick<SnapshotSource, 'figures'> & {
    readonly statements: readonly SnapshotStatement[];
    readonly dissent: readonly { organisation: string; text: string; findingId: string | null }[];
  },
  disclosed: Disclosed,
): SnapshotFinding[] {
  const valued = new Set(figures.flatMap(({ indicatorId, area }) => (area.value === null ? [] : [indicatorId])));
  // no figure without a value bears anything out, or goes against it
  const isUnfounded = (finding: TrajectoryState['findings'][string]): boolean =>
    isDecided(finding) && !finding.indicatorIds.some((one) => valued.has(one));
  return Object.entries(state.findings)
    .map(([id, finding]) => ({
      id,
      number: finding.number,
      title: text(finding.title) || String(finding.number),
      text: text(finding.text) ?? '',
      theme: finding.theme,
      place: disclosed.placeOf(finding),
      testable: finding.testable,
      verdict: isUnfounded(finding) ? null : finding.verdict,
      note: isUnfounded(finding) ? null : text(finding.note),
      statements: statements.filter((statement) => finding.statementIds.includes(statement.id)),
      indicatorIds: finding.indicatorIds,
      dissent: dissent.filter((entry) => entry.findingId === id).map(({ findingId: _findingId, ...entry }) => entry),
    }))
    .sort((one, other) => one.number - other.number);
}

function indicatorsOf(state: TrajectoryState, figures: SnapshotSource['figures'], text: Text): SnapshotIndicator[] {
  return figures.flatMap((figure) => {
    const chosen = state.indicators[figure.indicatorId];
    // one that was written about another figure explains nothing of this one
    return chosen ? [{ ...figure, comment: chosen.outdated ? null : text(chosen.comment) }] : [];
  });
}
