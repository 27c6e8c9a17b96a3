/** Events about links to documents: facts, never texts. Dates are ISO 8601. */
export interface SharingEvents {
  ReportPublished: { linkId: string; reportId: string; pdfReportId: string | null };
  ReportShared: {
    linkId: string;
    reportId: string;
    pdfReportId: string | null;
    readers: { id: string; organisationId: string }[];
    until: string;
  };
  ReportLinkWithdrawn: { linkId: string; reportId: string };
}
