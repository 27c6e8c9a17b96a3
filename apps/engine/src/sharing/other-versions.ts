import { type LinkState, type ReportState, type TrajectoryState, versionShown } from '@buurtbalans/domain';

const isOpen = ({ withdrawnAt }: LinkState): boolean => withdrawnAt === null;

/** The same document in the same language, of versions for which `isOther` holds, the oldest first. */
function versionsOf(
  { reports }: TrajectoryState,
  reportId: string,
  isOther: (version: number, own: number) => boolean,
): ReportState[] {
  const own = reports[reportId]!;
  const version = versionShown(own) ?? 0;
  return Object.values(reports)
    .filter(
      (other) =>
        other.document === own.document &&
        other.language === own.language &&
        isOther(versionShown(other) ?? version, version),
    )
    .sort((one, other) => one.asOf - other.asOf);
}

/** The same document of an earlier version that is public too, the latest; undefined when there is none. */
export function earlierVersion(
  state: TrajectoryState,
  reportId: string,
  isForReader: boolean,
): ReportState | undefined {
  // what only readers were sent is not told to everybody
  return versionsOf(state, reportId, (version, own) => version < own).findLast(({ links = {} }) =>
    Object.values(links).some((link) => isOpen(link) && (isForReader || link.readers === undefined)),
  );
}

/** A later version of the same document that is public. */
export interface LaterVersion {
  readonly version: number;
  /** Of its public link. */
  readonly linkId: string;
}

/** The latest version of the same document that is public; undefined when none is later. */
export function laterVersion(state: TrajectoryState, reportId: string): LaterVersion | undefined {
  return versionsOf(state, reportId, (version, own) => version > own)
    .flatMap((report) =>
      Object.entries(report.links ?? {})
        .filter(([, link]) => isOpen(link) && link.readers === undefined)
        .map(([linkId]) => ({ version: versionShown(report)!, linkId })),
    )
    .at(-1);
}
