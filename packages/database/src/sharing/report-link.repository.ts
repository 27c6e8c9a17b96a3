import type { Database } from '../database.ts';
import { ReportLinkEntity } from './report-link.entity.ts';

/** Where a public link leads. Whether it still does stands in the state of the trajectory. */
export interface ReportLink {
  readonly linkId: string;
  readonly trajectoryId: string;
  readonly reportId: string;
}

/** The link of a token; undefined when there was never one. */
export async function findReportLink(db: Database, tokenHash: Buffer): Promise<ReportLink | undefined> {
  const link = await db.entities().findOne(ReportLinkEntity, { tokenHash });
  return link ? { linkId: link.linkId, trajectoryId: link.trajectoryId, reportId: link.reportId } : undefined;
}

/** Which of a trajectory's links have which hash. */
export async function listReportLinks(
  db: Database,
  trajectoryId: string,
): Promise<{ linkId: string; tokenHash: Buffer }[]> {
  return db.query
    .selectFrom('report_link')
    .select(['link_id as linkId', 'token_hash as tokenHash'])
    .where('trajectory_id', '=', trajectoryId)
    .execute();
}
