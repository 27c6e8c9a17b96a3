import { type Database, readContents, readJournal, readPublicFacts, readTemplate } from '@buurtbalans/database';
import { fold, type ReportState, type TrajectoryEvent, type TrajectoryState } from '@buurtbalans/domain';
import { buildSnapshot, type PublicFacts, type ReportSnapshot } from '@buurtbalans/reports';
import { takePublicFacts } from '../facts/public-facts.ts';
import { lapsedIn } from './lapsed.ts';

/**
 * Reads everything that a document shows as of its position of the journal, with the figures and borders that were kept
 * when it was asked for; one of before they were kept has those of today. Runs under the worker's database role, which can
 * read no contribution.
 */
export async function takeSnapshot(
  db: Database,
  trajectoryId: string,
  { asOf, facts, shownAt, standing }: Pick<ReportState, 'asOf' | 'facts' | 'shownAt' | 'standing'>,
  sessionId: string | null,
): Promise<ReportSnapshot> {
  const journal = await readJournal(db, trajectoryId, 0, asOf);
  const state = fold(journal);
  if (!state) throw new Error(`trajectory ${trajectoryId} has no journal`);
  const [contents, template, shown] = await Promise.all([
    readContents(db, 'bb_worker', trajectoryId),
    readTemplate(db, state.template.id, state.template.version),
    factsOf(db, trajectoryId, state, facts),
  ]);
  return buildSnapshot({
    ...shown,
    trajectoryId,
    state,
    agreed: agreedIn(journal, state),
    approved: approvedIn(journal, state),
    lapsed: lapsedIn(journal, state),
    contents,
    template: template!,
    at: shownAt ?? journal.at(-1)!.at,
    standing: standing ?? null,
    sessionId,
  });
}

/** How the trajectory stood when the plan was agreed that stands in a later state; null when none was. */
function agreedIn(journal: readonly TrajectoryEvent[], { plan, ...state }: TrajectoryState): TrajectoryState | null {
  if (!plan) return null;
  return plan.asOf === state.version ? { plan, ...state } : fold(journal.slice(0, plan.asOf));
}

/** How the trajectory stood when the picture was approved that still is; null where none is. */
function approvedIn(journal: readonly TrajectoryEvent[], state: TrajectoryState): TrajectoryState | null {
  if (state.sharedPicture.approvedAt === null) return null;
  const at = journal.findLastIndex(({ type }) => type === 'SharedPictureApproved');
  return at === journal.length - 1 ? state : fold(journal.slice(0, at + 1));
}

async function factsOf(
  db: Database,
  trajectoryId: string,
  state: TrajectoryState,
  hash: string | undefined,
): Promise<PublicFacts> {
  if (hash === undefined) return takePublicFacts(db, trajectoryId, state);
  const kept = await readPublicFacts(db, trajectoryId, hash);
  if (kept === undefined) throw new Error(`the facts ${hash} of trajectory ${trajectoryId} are gone`);
  return JSON.parse(kept) as PublicFacts;
}
