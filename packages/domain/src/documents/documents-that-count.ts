import type { CommandOf } from '../trajectory/trajectory.commands.ts';
import type { ReportState } from './documents.state.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';

/** A request that is not done after a day was lost: it keeps nobody from asking again. In milliseconds. */
export const LOST_MS = 86_400_000;

type Wanted = Pick<CommandOf<'RequestReport'>, 'document' | 'format' | 'language' | 'sessionId'>;

function isSame(one: Wanted, other: Wanted): boolean {
  return (
    one.document === other.document &&
    one.format === other.format &&
    one.language === other.language &&
    one.sessionId === other.sessionId
  );
}

/** Requests of this very document that are not done. */
export function underWay(wanted: Wanted, state: TrajectoryState): (ReportState & { id: string })[] {
  return Object.entries(state.reports).flatMap(([id, report]) =>
    report.status === 'requested' && isSame(report, wanted) ? [{ ...report, id }] : [],
  );
}

const keyOf = ({ document, format, language, sessionId }: Wanted, pictureNumber: number | undefined): string =>
  [document, format, language, sessionId, pictureNumber].join(' ');

/**
 * Documents that no longer count once another is asked for: of each kind, format, language, session and version of the
 * picture the last one counts, the last that was made, and each with a link or beside one. The state is read and written
 * by every command, so it holds no more than these; the journal knows all.
 */
export function superseded(state: TrajectoryState, wanted: Wanted): string[] {
  const linked = new Set(
    Object.values(state.reports).flatMap(({ links = {} }) =>
      Object.values(links).map(({ pdfReportId }) => pdfReportId),
    ),
  );
  const { approvedAt, number } = state.sharedPicture;
  const last = new Set([keyOf(wanted, approvedAt === null ? undefined : number)]);
  const lastMade = new Set<string>();
  const newestFirst = Object.entries(state.reports).sort(([, one], [, other]) => other.asOf - one.asOf);
  return newestFirst.flatMap(([id, report]) => {
    const key = keyOf(report, report.pictureNumber);
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
