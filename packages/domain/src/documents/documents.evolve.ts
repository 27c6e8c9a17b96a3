import { type Appliers, omit, patch, put } from '../trajectory/applier.ts';
import { keepFacts } from '../trajectory/keep-facts.ts';

/** Documents that were asked for. */
export const documentAppliers: Appliers<'ReportRequested' | 'ReportCancelled' | 'ReportRecorded'> = {
  ReportRequested: ({ reportId, forgets = [], asOf, ...report }, state, { at, seq }) => {
    const { reports, sharedPicture, plan } = state;
    // before 0.4 a request did not say which picture it shows
    const { number: pictureNumber, approvedAt } = sharedPicture;
    const isUnsaid = report.content === undefined && approvedAt !== null;
    return {
      reports: put(forgets.reduce(omit, reports), reportId, {
        ...report,
        asOf: asOf ?? seq - 1,
        ...(asOf !== undefined && { seq }),
        status: 'requested',
        requestedAt: at,
        ...(isUnsaid && { pictureNumber }),
      }),
      ...(report.document !== 'profile' && report.planNumber === undefined && keepFacts(state, report.facts)),
      // an agreement that was recorded without them has those of the first document of it
      ...(plan !== undefined &&
        report.planNumber === plan.number &&
        plan.facts === undefined &&
        report.facts !== undefined && { plan: { ...plan, facts: report.facts } }),
    };
  },
  ReportCancelled: ({ reportId }, { reports }) => ({ reports: patch(reports, reportId, { status: 'cancelled' }) }),
  ReportRecorded: ({ reportId, outcome, sha256, pages, errorCode }, { reports }) => ({
    reports: patch(reports, reportId, { status: outcome, sha256, pages, errorCode }),
  }),
};
