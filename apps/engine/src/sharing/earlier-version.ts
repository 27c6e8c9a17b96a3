import type { ReportState, TrajectoryState } from '@buurtbalans/domain';

/** The same document of an earlier picture that is public too, the latest; undefined when there is none. */
export function earlierVersion(
  { reports }: TrajectoryState,
  reportId: string,
  isForReader: boolean,
): ReportState | undefined {
  const { document, language, pictureNumber = 0 } = reports[reportId]!;
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
        (other.pictureNumber ?? pictureNumber) < pictureNumber &&
        isPublic(other),
    )
    .sort((one, other) => other.asOf - one.asOf)[0];
}
