import { evolve, type EventType, fold, type TrajectoryEvent, type TrajectoryState } from '@buurtbalans/domain';
import type { LapsedBy, ReportSnapshot } from '@buurtbalans/reports';

/** What a document calls the event that took an approval back; of all others, a finding. */
const CALLED: { readonly [T in EventType]?: LapsedBy } = {
  DissentRecorded: 'dissent',
  StatementReleased: 'statement',
  StatementRetracted: 'statement',
  GapOpened: 'gap',
  GapAssigned: 'gap',
  GapAnswered: 'gap',
  FiguresTaken: 'figures',
  IndicatorChosen: 'figures',
  IndicatorDropped: 'figures',
  IndicatorCommented: 'figures',
  AreaSet: 'area',
  QuestionWritten: 'area',
  SessionClosed: 'session',
  OrganisationAdded: 'organisation',
  CommitmentSigned: 'organisation',
  CommitmentWithdrawn: 'organisation',
};

/** The version that was approved last, once it no longer is, with when and by what; null where none was, or it still is. */
export function lapsedIn(
  journal: readonly TrajectoryEvent[],
  { sharedPicture }: TrajectoryState,
): ReportSnapshot['lapsed'] {
  const at = journal.findLastIndex(({ type }) => type === 'SharedPictureApproved');
  if (sharedPicture.approvedAt !== null || at === -1) return null;
  let state = fold(journal.slice(0, at + 1));
  for (const entry of journal.slice(at + 1)) {
    state = evolve(state, entry);
    if (state.sharedPicture.approvedAt === null)
      return {
        number: state.sharedPicture.number,
        approvedOn: journal[at]!.at,
        until: entry.at,
        by: CALLED[entry.type] ?? 'finding',
      };
  }
  return null;
}
