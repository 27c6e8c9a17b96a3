import { ProductError } from '@buurtbalans/contracts';
import { type Database, findReader, findReportLink, type Reader, readTrajectory } from '@buurtbalans/database';
import type { LinkState, ReportState, TrajectoryState } from '@buurtbalans/domain';
import { hashToken } from '../platform/access/sign-in.ts';

/** What a token leads to: a document, for everybody or for one reader. */
export interface SharedLink {
  readonly trajectoryId: string;
  readonly reportId: string;
  readonly state: TrajectoryState;
  readonly report: ReportState;
  readonly link: LinkState;
  /** Null for everybody. */
  readonly reader: Reader | null;
}

/** Follows the token of a link. @throws SHARING.NOT_FOUND and SHARING.WITHDRAWN. */
export async function followLink(db: Database, token: string): Promise<SharedLink> {
  const hash = hashToken(token);
  const [found, reader = null] = await Promise.all([findReportLink(db, hash), findReader(db, hash)]);
  const at = found ?? reader;
  const state = at && (await readTrajectory(db, at.trajectoryId))?.state;
  const [reportId, report] = Object.entries(state?.reports ?? {}).find(([, { links }]) => links?.[at!.linkId]) ?? [];
  const link = report?.links?.[at!.linkId];
  // a reader who was kept, and with whom nothing was shared in the end, has no link
  if (!state || !reportId || !report || !link || (reader && !link.readers?.[reader.id]))
    throw new ProductError('SHARING.NOT_FOUND');
  if (link.withdrawnAt !== null) throw new ProductError('SHARING.WITHDRAWN');
  return { trajectoryId: at!.trajectoryId, reportId, state, report, link, reader };
}
