import type { ReportState } from './documents.state.ts';

/**
 * The version of what a document shows, once that was approved or agreed: of the plan its own, of all others that of the
 * picture. Undefined for a concept, and for what shows neither: minutes, and a profile, which has figures alone.
 */
export function versionShown({
  document,
  pictureNumber,
  planNumber,
}: Pick<ReportState, 'document' | 'pictureNumber' | 'planNumber'>): number | undefined {
  if (document === 'minutes' || document === 'profile') return undefined;
  return document === 'plan' ? planNumber : pictureNumber;
}

/** Whether a document may leave: what was approved or agreed, and figures, which nobody approves. Minutes are of one lane and stay there. */
export function mayLeave(report: Pick<ReportState, 'document' | 'pictureNumber' | 'planNumber'>): boolean {
  return report.document === 'profile' || versionShown(report) !== undefined;
}

/** Whether two documents are one in two forms: the same content, of one standing. */
export function isSameContent(one: ReportState, other: ReportState): boolean {
  return (
    one.document === other.document &&
    one.sessionId === other.sessionId &&
    one.asOf === other.asOf &&
    one.shownAt === other.shownAt &&
    one.facts === other.facts &&
    versionShown(one) === versionShown(other)
  );
}

/** The order in which documents were asked for: a later one has more. */
export const askedAt = ({ seq, asOf }: Pick<ReportState, 'seq' | 'asOf'>): number => seq ?? asOf + 1;
