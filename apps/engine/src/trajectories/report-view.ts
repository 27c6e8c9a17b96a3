import type { ReportView } from '@buurtbalans/contracts';
import type { StoredReport } from '@buurtbalans/database';
import type { Actor, TrajectoryState } from '@buurtbalans/domain';

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
  // those who receive documents see what is finished; those who make them also what is under way
  const receives = role === 'stakeholder';
  return (
    Object.entries(state.reports)
      // minutes are of a lane: they stand with their session, and not here
      .filter(([, { document, status }]) => document !== 'minutes' && (isReader || (receives && status === 'rendered')))
      .map(([id]) => reportView(state, id, stored))
      .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt))
  );
}

/** A document that was asked for, with how far the worker is. */
export function reportView({ reports }: TrajectoryState, id: string, all: readonly StoredReport[]): ReportView {
  const { document, format, language, sessionId, asOf, status, requestedAt, pages, sha256, errorCode } = reports[id]!;
  const stored = all.find(({ reportId }) => reportId === id);
  return {
    id,
    document,
    format,
    language,
    sessionId,
    asOf,
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
