import type { ReportView } from '@buurtbalans/contracts';
import type { StoredReport } from '@buurtbalans/database';
import { type Actor, mayLeave, type TrajectoryState, versionShown } from '@buurtbalans/domain';

/** Who looks: whether they read content, and as what. */
interface Onlooker {
  readonly isReader: boolean;
  readonly role: Actor['role'];
}

/** Documents of a trajectory for its page, the latest first. */
export function shownReports(
  state: TrajectoryState,
  stored: readonly StoredReport[],
  { isReader, role }: Onlooker,
): ReportView[] {
  // those who receive documents see what is finished and may leave; those who make them also what is under way, and concepts
  const receives = role === 'stakeholder';
  return (
    Object.entries(state.reports)
      // minutes are of a lane: they stand with their session, and not here
      .filter(
        ([, report]) =>
          report.document !== 'minutes' && (isReader || (receives && report.status === 'rendered' && mayLeave(report))),
      )
      .map(([id]) => reportView(state, id, stored))
      .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt))
  );
}

/** A document that was asked for, with how far the worker is. */
export function reportView({ reports }: TrajectoryState, id: string, all: readonly StoredReport[]): ReportView {
  const report = reports[id]!;
  const { document, format, language, sessionId, asOf, status, requestedAt, pages, sha256, errorCode } = report;
  const stored = all.find(({ reportId }) => reportId === id);
  return {
    id,
    document,
    format,
    language,
    sessionId,
    asOf,
    shownAt: report.shownAt ?? requestedAt,
    version: versionShown(report) ?? null,
    standing: report.standing ?? null,
    isConcept: document !== 'minutes' && !mayLeave(report),
    status,
    requestedAt,
    progress: status === 'requested' ? (stored?.progress ?? 0) : 100,
    step: stored?.step ?? 'queued',
    pages: pages ?? null,
    bytes: stored?.bytes ?? null,
    sha256: sha256 || null,
    errorCode: errorCode || null,
    errorDetail: stored?.errorDetail ?? null,
    isFileGone: (stored?.fileGoneAt ?? null) !== null,
  };
}
