import type { CommandOf } from '../trajectory/trajectory.commands.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { contentShown } from './content-shown.ts';
import type { ReportState } from './documents.state.ts';
import { factsShown } from './facts-shown.ts';
import { askedAt } from './version-shown.ts';

/** What a document that is asked for shows, and in which form. */
export type Rendering = Pick<ReportState, 'document' | 'format' | 'language' | 'sessionId'> &
  Partial<Pick<ReportState, 'asOf' | 'facts' | 'content' | 'shownAt' | 'standing' | 'pictureNumber' | 'planNumber'>>;

/**
 * What a document shows that is asked for now: of a plan that was agreed that very version, of all else what stands. Where
 * one of the same content was asked for before, it is of the same position and moment, so that all forms say one thing.
 */
export function renderingOf(
  { document, format, language, sessionId, concept, facts: factsOfNow }: CommandOf<'RequestReport'>,
  state: TrajectoryState,
  now: string,
): Rendering {
  const form = { document, format, language, sessionId };
  const { plan, sharedPicture } = state;
  if (document === 'plan' && plan && !(concept && plan.changedAt !== undefined)) {
    const { number: planNumber, pictureNumber, asOf, at: shownAt, facts = factsOfNow } = plan;
    return {
      ...form,
      planNumber,
      pictureNumber,
      asOf,
      shownAt,
      content: `plan ${planNumber}`,
      ...(facts && { facts }),
    };
  }
  const content = contentShown(state, document);
  const facts = factsShown(state, document, factsOfNow);
  const isApproved = document !== 'profile' && sharedPicture.approvedAt !== null;
  const ofVersion = Object.values(state.reports).filter(
    (report) => report.document === document && (!isApproved || report.pictureNumber === sharedPicture.number),
  );
  const same = ofVersion
    .filter((report) => content !== undefined && report.content === content && report.facts === facts)
    .sort((one, other) => askedAt(one) - askedAt(other))[0];
  const shown = {
    ...form,
    ...(content !== undefined && { content }),
    ...(facts !== undefined && { facts }),
    ...(isApproved && { pictureNumber: sharedPicture.number }),
  };
  if (same) {
    const { asOf, shownAt, standing } = same;
    return { ...shown, asOf, ...(shownAt && { shownAt }), ...(standing && { standing }) };
  }
  return {
    ...shown,
    ...(content !== undefined && { shownAt: now }),
    // only a version has different contents
    ...(content !== undefined &&
      isApproved &&
      document !== 'plan' && { standing: 1 + Math.max(0, ...ofVersion.map(({ standing = 0 }) => standing)) }),
  };
}
