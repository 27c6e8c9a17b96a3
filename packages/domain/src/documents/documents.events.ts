import type { DocumentKind } from './documents.commands.ts';

/** Events about documents: facts, never texts. Dates are ISO 8601. */
export interface DocumentEvents {
  ReportRequested: {
    reportId: string;
    document: DocumentKind;
    format: 'pdf' | 'html';
    language: 'nl' | 'en';
    sessionId: string | null;
    /** Hash of the borders and figures that it shows. */
    facts?: string;
    /** Documents that the state need no longer know, because others have come in their place. */
    forgets?: string[];
  };
  ReportCancelled: { reportId: string };
  ReportRecorded: {
    reportId: string;
    outcome: 'rendered' | 'failed';
    sha256: string;
    pages: number;
    errorCode: string;
  };
}
