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
    /** Mark of what it shows beside those; absent in journals of versions before 0.4, and for minutes. */
    content?: string;
    /** Journal position that it shows, where that is not the one before it: of a plan that was agreed, or of one that shows the same. */
    asOf?: number;
    /** Moment whose standing it shows: of the agreement, or of the first request that shows the same; absent as `content` is. */
    shownAt?: string;
    /** Its place among the different contents of one version of the picture: 1, 2, … */
    standing?: number;
    /** Version of the approved picture that it shows; before 0.4 it is that of the moment. */
    pictureNumber?: number;
    /** The version of the plan that it shows. */
    planNumber?: number;
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
