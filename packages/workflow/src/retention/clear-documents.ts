import { askedAt, type TrajectoryState, versionShown } from '@buurtbalans/domain';
import { type Database, readTrajectory } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

/** Documents that are looked at together, and so many times in one sweep. */
const PAGE = 100;
const MOST_PAGES = 10;

interface OldFile {
  readonly report_id: string;
  readonly trajectory_id: string;
  readonly is_held: boolean;
}

// those that were looked at and kept are looked at again, for a newer one may have come since
const OLD_FILES = `
(select report_id, trajectory_id, is_held(trajectory_id) from report_document where body is not null and looked_at is null and updated_at < now() - $1::interval order by updated_at, report_id limit $3)
union all
(select report_id, trajectory_id, is_held(trajectory_id) from report_document where body is not null and looked_at < now() - $2::interval order by looked_at, report_id limit $3)`;

/** Removes the files of documents that nobody needs any more, and whose trajectory nobody holds; that they were made, and their hashes, stay. Each trajectory stands alone. */
export async function clearDocumentFiles(db: Database, options: SweepOptions): Promise<void> {
  for (let page = 0; page < MOST_PAGES && !options.signal?.aborted; page += 1) {
    const { rows } = await db.pool.query<OldFile>(OLD_FILES, [
      RETENTION.documentFiles,
      RETENTION.documentsLookedAt,
      PAGE,
    ]);
    const free = rows.filter(({ is_held }) => !is_held);
    const byTrajectory = [...Map.groupBy(free, ({ trajectory_id }) => trajectory_id)].map(([id, files]) => ({
      id,
      reportIds: files.map(({ report_id }) => report_id),
    }));
    // whatever comes of it, they are not looked at again at once
    await db.pool.query('update report_document set looked_at = now() where report_id = any($1)', [
      rows.map(({ report_id }) => report_id),
    ]);
    await eachAlone(
      db,
      byTrajectory,
      ({ id }) => ({ part: 'document_file', id }),
      options,
      async ({ id, reportIds }) => {
        const reports = (await readTrajectory(db, id))?.state.reports;
        const needless = reportIds.filter((reportId) => !isFileNeeded(reports!, reportId));
        if (needless.length > 0)
          await db.pool.query(
            'update report_document set body = null, file_gone_at = now() where report_id = any($1)',
            [needless],
          );
        return needless.length;
      },
    );
    if (rows.length < PAGE) return;
  }
}

/**
 * Whether somebody may still ask for the file of a document: it has or had a link, which may have been read by anybody;
 * it is the latest of its kind; or it is the latest of a picture that was approved, or of a plan that was agreed.
 */
export function isFileNeeded(reports: TrajectoryState['reports'], reportId: string): boolean {
  const report = reports[reportId];
  if (!report) return false;
  if (report.status !== 'rendered') return report.status === 'requested';
  const isLinked =
    Object.values(report.links ?? {}).length > 0 ||
    Object.values(reports).some(({ links }) =>
      Object.values(links ?? {}).some(({ pdfReportId }) => pdfReportId === reportId),
    );
  if (isLinked) return true;
  const newer = Object.values(reports).filter(
    (other) =>
      other.status === 'rendered' &&
      askedAt(other) > askedAt(report) &&
      other.document === report.document &&
      other.format === report.format &&
      other.language === report.language &&
      other.sessionId === report.sessionId,
  );
  const version = versionShown(report);
  return newer.length === 0 || (version !== undefined && !newer.some((other) => versionShown(other) === version));
}
