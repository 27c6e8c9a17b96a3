import { type Appliers, omit, patch, put } from '../trajectory/applier.ts';

/** Documents that were asked for. */
export const documentAppliers: Appliers<'ReportRequested' | 'ReportCancelled' | 'ReportRecorded'> = {
  ReportRequested: ({ reportId, forgets = [], ...report }, { reports, sharedPicture }, { at, seq }) => ({
    reports: put(forgets.reduce(omit, reports), reportId, {
      ...report,
      asOf: seq - 1,
      status: 'requested',
      requestedAt: at,
      ...(sharedPicture.approvedAt !== null && { pictureNumber: sharedPicture.number }),
    }),
  }),
  ReportCancelled: ({ reportId }, { reports }) => ({ reports: patch(reports, reportId, { status: 'cancelled' }) }),
  ReportRecorded: ({ reportId, outcome, sha256, pages, errorCode }, { reports }) => ({
    reports: patch(reports, reportId, { status: outcome, sha256, pages, errorCode }),
  }),
};
