import type { LinkState } from './sharing.state.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { type Appliers, type Change, patch, put } from '../trajectory/applier.ts';

/** A document with one more link. */
function linked({ reports }: TrajectoryState, reportId: string, linkId: string, link: LinkState): Change {
  return { reports: patch(reports, reportId, { links: put(reports[reportId]?.links ?? {}, linkId, link) }) };
}

/** Links to documents. */
export const sharingAppliers: Appliers<'ReportPublished' | 'ReportShared' | 'ReportLinkWithdrawn'> = {
  ReportPublished: ({ linkId, reportId, pdfReportId }, state, { at }) =>
    linked(state, reportId, linkId, { pdfReportId, publishedAt: at, withdrawnAt: null }),
  ReportShared: ({ linkId, reportId, pdfReportId, readers, until }, state, { at }) =>
    linked(state, reportId, linkId, {
      pdfReportId,
      publishedAt: at,
      withdrawnAt: null,
      until,
      readers: Object.fromEntries(readers.map(({ id, organisationId }) => [id, organisationId])),
    }),
  ReportLinkWithdrawn: ({ linkId, reportId }, { reports }, { at }) => ({
    reports: patch(reports, reportId, { links: patch(reports[reportId]?.links ?? {}, linkId, { withdrawnAt: at }) }),
  }),
};
