import type { ReportState } from './documents.state.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import type { Rendering } from './rendering-of.ts';
import { askedAt } from './version-shown.ts';

/** A request that is not done after a day was lost: it keeps nobody from asking again. In milliseconds. */
export const LOST_MS = 86_400_000;

/** What makes documents take each other's place: of each kind, format, language, session and version, of the plan and the picture, the last one counts. */
function placeOf(report: Rendering): string {
  const { document, format, language, sessionId, pictureNumber, planNumber } = report;
  return [document, format, language, sessionId, pictureNumber, planNumber].join(' ');
}

/** Requests of the same document that are not done: of this very kind, form and version. */
export function underWay(wanted: Rendering, state: TrajectoryState): (ReportState & { id: string })[] {
  const place = placeOf(wanted);
  return Object.entries(state.reports).flatMap(([id, report]) =>
    report.status === 'requested' && placeOf(report) === place ? [{ ...report, id }] : [],
  );
}

/**
 * Documents that no longer count once another is asked for: of each kind, format, language, session and version the last
 * one counts, the last that was made, and each with a link or beside one. The state is read and written by every command,
 * so it holds no more than these; the journal knows all.
 */
export function superseded(state: TrajectoryState, wanted: Rendering): string[] {
  const linked = new Set(
    Object.values(state.reports).flatMap(({ links = {} }) =>
      Object.values(links).map(({ pdfReportId }) => pdfReportId),
    ),
  );
  const last = new Set([placeOf(wanted)]);
  const lastMade = new Set<string>();
  const newestFirst = Object.entries(state.reports).sort(([, one], [, other]) => askedAt(other) - askedAt(one));
  return newestFirst.flatMap(([id, report]) => {
    const key = placeOf(report);
    const isMade = report.status === 'rendered';
    const counts =
      report.status === 'requested' ||
      report.links !== undefined ||
      linked.has(id) ||
      !last.has(key) ||
      (isMade && !lastMade.has(key));
    last.add(key);
    if (isMade) lastMade.add(key);
    return counts ? [] : [id];
  });
}
