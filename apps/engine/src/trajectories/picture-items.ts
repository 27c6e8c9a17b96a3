import type { ActionView, FindingView, GapView, TrajectoryView } from '@buurtbalans/contracts';
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

export function statementView(
  id: string,
  { lane, theme, kind, place, sessionId, organisationType, contributions, sources, text: said }: StatementState,
  text: Text,
): TrajectoryView['statements'][number] {
  return {
    id,
    lane,
    text: text(said) ?? '',
    theme,
    kind,
    place,
    sessionId,
    organisationType,
    contributions,
    sources,
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
