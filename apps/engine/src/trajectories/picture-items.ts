import type { ActionView, FindingView, GapView, TrajectoryView } from '@buurtbalans/contracts';
import { type Disclosed, toldOf } from '@buurtbalans/reports';
import {
  type ActionState,
  type FindingState,
  type GapState,
  isOverdue,
  type StatementState,
} from '@buurtbalans/domain';

/** The text that lies under a key, for those who read content; null for the others, and where there is none. */
export type Text = (contentId: string | null | undefined) => string | null;

// each names what it shows: what else the state holds of it stays there

/** The facilitator, who wrote it, reads it whole; others what of it leaves. How few stand behind it nobody is told. */
export function statementView(
  id: string,
  statement: StatementState,
  { text, disclosed, isOwn }: { readonly text: Text; readonly disclosed: Disclosed; readonly isOwn: boolean },
): TrajectoryView['statements'][number] {
  const { lane, theme, kind, place, sessionId, organisationType, text: said } = statement;
  const leaves = disclosed.of(statement);
  const isTold = leaves.words || isOwn;
  return {
    id,
    lane,
    text: isTold ? (text(said) ?? '') : '',
    theme,
    kind,
    place: leaves.place || isOwn ? place : null,
    sessionId,
    organisationType: isTold ? organisationType : null,
    leaves,
    told: leaves.words ? toldOf(statement) : null,
    lost: isOwn && statement.was !== undefined,
  };
}

export function findingView(
  id: string,
  { number, title, theme, place, testable, statementIds, indicatorIds, verdict, note, text: said }: FindingState,
  text: Text,
): Omit<FindingView, 'lanes'> {
  return {
    id,
    number,
    title: text(title) ?? '',
    text: text(said) ?? '',
    theme,
    place,
    testable,
    statementIds,
    indicatorIds,
    verdict,
    note: text(note),
  };
}

export function gapView(id: string, gap: GapState, text: Text, now: Date): GapView {
  const { question, ownerOrganisationId, due, answer } = gap;
  return {
    id,
    question: text(question) ?? '',
    ownerOrganisationId,
    due,
    answer: answer && (text(answer) ?? ''),
    overdue: isOverdue(gap, now),
  };
}

export function actionView(
  id: string,
  { number, what, result, ownerOrganisationId, due, findingIds, indicatorId }: ActionState,
  text: Text,
): ActionView {
  return {
    id,
    number,
    what: text(what) ?? '',
    result: text(result),
    ownerOrganisationId,
    due,
    findingIds,
    indicatorId,
  };
}
