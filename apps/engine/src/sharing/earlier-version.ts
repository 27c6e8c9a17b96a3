import { type ReportState, type TrajectoryState, versionShown } from '@buurtbalans/domain';

/** The same document of an earlier version that is public too, the latest; undefined when there is none. */
export function earlierVersion(
  { reports }: TrajectoryState,
  reportId: string,
  isForReader: boolean,
): ReportState | undefined {
  const { document, language } = reports[reportId]!;
  const version = versionShown(reports[reportId]!) ?? 0;
  // what only readers were sent is not told to everybody
  const isPublic = ({ links = {} }: ReportState): boolean =>
    Object.values(links).some(
      ({ withdrawnAt, readers }) => withdrawnAt === null && (isForReader || readers === undefined),
    );
  return Object.values(reports)
    .filter(
      (other) =>
        other.document === document &&
        other.language === language &&
        (versionShown(other) ?? version) < version &&
        isPublic(other),
    )
    .sort((one, other) => other.asOf - one.asOf)[0];
}
