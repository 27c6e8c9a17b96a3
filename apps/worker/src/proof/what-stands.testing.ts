import type { EventType, TrajectoryEventData } from '@buurtbalans/domain';
import type { Entry, Told } from './journal-rows.testing.ts';

type Data<T extends EventType> = TrajectoryEventData[T];

/** Residents have to be five before their words, or the place that they name, are told. */
const THRESHOLD = 5;

/** Looks things up in what happened, one kind at a time. */
class Past {
  readonly #told: Told;

  constructor(told: Told) {
    this.#told = told;
  }

  all<T extends EventType>(type: T): Entry<T>[] {
    return this.#told.entries.filter((entry): entry is Entry<T> => entry.type === type);
  }

  last<T extends EventType>(type: T, isWanted = (_data: Data<T>): boolean => true): Entry<T> | undefined {
    return this.all(type).findLast(({ data }) => isWanted(data));
  }

  /** Those things of a kind that were not taken away, each as it was said first and as it was said last. */
  standing<T extends EventType, U extends EventType>(
    made: T,
    changed: U,
    gone: EventType,
    key: keyof Data<T> & keyof Data<U>,
  ): { readonly first: Data<T>; readonly last: Data<T> | Data<U>; readonly seq: number }[] {
    const idOf = (data: object): unknown => (data as Record<string, unknown>)[key as string];
    return this.all(made).flatMap(({ data, seq }) => {
      const id = idOf(data);
      if (this.last(gone, (other) => idOf(other) === id)) return [];
      const later = this.last(changed, (other) => idOf(other) === id);
      return [{ first: data, last: later?.data ?? data, seq: later?.seq ?? seq }];
    });
  }

  text(key: string | null | undefined): string {
    return key ? this.#told.texts.get(key)! : '';
  }
}

/** What stands at the end of what a document shows, read off the journal. */
export function whatStands(told: Told) {
  const past = new Past(told);
  const { name, districtCode, invented } = past.all('TrajectoryCreated')[0]!.data;
  const { name: areaName, codes, geometry } = past.last('AreaSet')!.data;
  const organisations = new Map(
    past
      .all('OrganisationAdded')
      .map(({ data: { organisationId, name: called, organisationType: type } }) => [
        organisationId,
        { name: called, type },
      ]),
  );
  const nameOf = (id: string | null): string => organisations.get(id!)!.name;
  const sessions = sessionsIn(past);
  const statements = statementsIn(past, sessions);
  const findings = findingsIn(past, statements);
  const approval = past.last('SharedPictureApproved')!;
  const plan = past.last('PlanAgreed')?.data;
  return {
    name,
    district: districtCode,
    invented,
    area: {
      name: areaName,
      codes,
      geometry: JSON.parse(past.text(geometry)) as { type: string; coordinates: unknown[] },
    },
    question: past.text(past.last('QuestionWritten')!.data.text),
    chosen: new Map(past.all('IndicatorChosen').map(({ data }) => [data.indicatorId, data.year])),
    comments: new Map(past.all('IndicatorCommented').map(({ data }) => [data.indicatorId, past.text(data.comment)])),
    organisations,
    sessions,
    statements,
    findings,
    dissent: past.all('DissentRecorded').map(({ data: { organisationId, text, findingId } }) => ({
      who: nameOf(organisationId),
      text: past.text(text),
      findingId,
    })),
    isConcluded: past.last('DissentConcluded') !== undefined,
    gaps: past.all('GapOpened').map(({ data: { gapId, question, ...opened } }) => {
      const { ownerOrganisationId, due } = past.last('GapAssigned', (data) => data.gapId === gapId)?.data ?? opened;
      const answer = past.last('GapAnswered', (data) => data.gapId === gapId)?.data.answer;
      return {
        question: past.text(question),
        owner: nameOf(ownerOrganisationId),
        due: due!,
        answer: past.text(answer),
      };
    }),
    actions: past
      .standing('ActionPlanned', 'ActionRevised', 'ActionDropped', 'actionId')
      .map(({ first, last: data }) => ({
        number: first.number,
        what: past.text(data.what),
        result: past.text(data.result),
        owner: nameOf(data.ownerOrganisationId),
        due: data.due!,
        findings: findings.flatMap(({ id, number }) => (data.findingIds.includes(id) ? [number] : [])),
        indicator: data.indicatorId,
      })),
    picture: { number: approval.data.number, day: approval.day, changes: past.text(approval.data.changes) },
    plan: plan && { ...plan, who: plan.organisationIds.map(nameOf) },
  };
}

function sessionsIn(past: Past) {
  return past
    .all('SessionPlanned')
    .map(({ data: { sessionId: id, lane, number } }) => ({
      id,
      lane,
      number,
      day: past.last('SessionOpened', (data) => data.sessionId === id)?.day ?? '',
      isClosed: past.last('SessionClosed', (data) => data.sessionId === id) !== undefined,
    }))
    .sort((one, other) => (one.lane === other.lane ? one.number - other.number : one.lane < other.lane ? -1 : 1));
}

function statementsIn(past: Past, sessions: ReturnType<typeof sessionsIn>) {
  const agrees = (id: string): boolean => {
    const signed = past.last('CommitmentSigned', (data) => data.organisationId === id);
    const withdrawn = past.last('CommitmentWithdrawn', (data) => data.organisationId === id);
    return signed?.data.words === true && signed.seq > (withdrawn?.seq ?? 0);
  };
  const retracted = past.all('StatementRetracted').map(({ data }) => data.statementId);
  const standing = past.all('StatementReleased').filter(({ data }) => !retracted.includes(data.statementId));
  return standing.map(({ data: { statementId: id, lane, theme, place, placeName, behind, ...data } }) => {
    const [organisations, { residents, atPlace }] =
      'organisationIds' in behind! ? [behind.organisationIds, { residents: 0, atPlace: 0 }] : [null, behind!];
    const leaves = organisations ? organisations.every(agrees) : residents >= THRESHOLD;
    return {
      id,
      lane,
      theme,
      text: past.text(data.text),
      type: data.organisationType,
      day: sessions.find((session) => session.id === data.sessionId)!.day,
      place: placeName ? past.text(placeName) : null,
      /** Those behind it; null of residents, who are a number. */
      organisations,
      residents,
      /** Whether its words, and its place, may be told. */
      leaves,
      placeLeaves: leaves && place !== null && (organisations !== null || atPlace >= THRESHOLD),
    };
  });
}

/** Whether a statement was taken from behind a finding since it was written. */
function hasLost(past: Past, findingId: string, written: number): boolean {
  const sets = past.all('EvidenceSet').filter(({ data }) => data.findingId === findingId);
  const retracted = past.all('StatementRetracted');
  return sets.some(({ seq, data: { statementIds } }, index) => {
    const next = sets[index + 1];
    const until = next?.seq ?? Number.POSITIVE_INFINITY;
    const left = next && next.seq > written && statementIds.some((id) => !next.data.statementIds.includes(id));
    const gone = retracted.some(
      (one) => one.seq > Math.max(seq, written) && one.seq < until && statementIds.includes(one.data.statementId),
    );
    return left || gone;
  });
}

function findingsIn(past: Past, statements: readonly Statement[]) {
  const all = past.standing('FindingRecorded', 'FindingRevised', 'FindingDropped', 'findingId');
  return all.map(({ first: { findingId: id, number }, last: { title, text, theme, place, placeName }, seq }) => {
    const set = past.last('EvidenceSet', (data) => data.findingId === id)!;
    const { statementIds, indicatorIds } = set.data;
    const retracted = past.last('StatementRetracted', ({ statementId }) => statementIds.includes(statementId));
    const found = past.last('CheckRecorded', (data) => data.findingId === id);
    // it is of what was said and named before it
    const isOfThis = (found?.seq ?? 0) > Math.max(seq, set.seq, retracted?.seq ?? 0);
    const check = isOfThis ? found?.data : undefined;
    const behind = statements.filter((statement) => statementIds.includes(statement.id));
    const label = placeName ? past.text(placeName) : '';
    const there = behind.filter((statement) => statement.place === label);
    // a place that something told which was taken away since is told by what is left, or not at all
    const isTold = there.length > 0 || hasLost(past, id, seq);
    const isHidden =
      (behind.length > 0 && !behind.some(({ leaves }) => leaves)) ||
      (isTold && !there.some(({ placeLeaves }) => placeLeaves));
    return {
      id,
      number,
      title: past.text(title),
      text: past.text(text),
      theme,
      /** Undefined where it has none that may be told. */
      place: place === null || isHidden ? undefined : { ...place, label },
      verdict: check?.verdict ?? null,
      note: past.text(check?.note),
      statements: behind,
      indicators: indicatorIds,
    };
  });
}

/** See {@link whatStands}. */
export type Stands = ReturnType<typeof whatStands>;
export type Statement = ReturnType<typeof statementsIn>[number];
export type Finding = ReturnType<typeof findingsIn>[number];
