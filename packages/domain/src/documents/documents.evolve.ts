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
    // one that an earlier version approved has those of the first request after it, and keeps them
    ...(sharedPicture.approvedAt !== null &&
      sharedPicture.facts === undefined &&
      report.facts !== undefined &&
      report.document !== 'profile' && { sharedPicture: { ...sharedPicture, facts: report.facts } }),
  }),
  ReportCancelled: ({ reportId }, { reports }) => ({ reports: patch(reports, reportId, { status: 'cancelled' }) }),
  ReportRecorded: ({ reportId, outcome, sha256, pages, errorCode }, { reports }) => ({
    reports: patch(reports, reportId, { status: outcome, sha256, pages, errorCode }),
  }),
};
