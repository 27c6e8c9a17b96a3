import type { LinkState } from '../sharing/sharing.state.ts';
import type { DocumentKind } from './documents.commands.ts';

/** A document that was asked for. */
export interface ReportState {
  document: DocumentKind;
  format: 'pdf' | 'html';
  language: 'nl' | 'en';
  sessionId: string | null;
  /** Journal position that the document shows. */
  asOf: number;
  /** Position of its request in the journal, where that does not follow on what it shows. */
  seq?: number;
  /** Mark of what it shows beside borders and figures; absent for minutes, and when an earlier version was asked for it. */
  content?: string;
  /** Moment whose standing it shows: of the agreement, or of the first request that shows the same; absent as `content` is. */
  shownAt?: string;
  /** Its place among the different contents of one version of the picture: 1, 2, … */
  standing?: number;
  /** Hash of the borders and figures that it shows; absent when an earlier version was asked for it. */
  facts?: string;
  status: 'requested' | 'rendered' | 'failed' | 'cancelled';
  requestedAt: string;
  sha256?: string;
  pages?: number;
  errorCode?: string;
  /** Number of the approved picture that it shows; absent when none was approved, and of a profile. */
  pictureNumber?: number;
  /** Version of the agreed plan that it shows; absent for a concept of a plan, and for other documents. */
  planNumber?: number;
  /** Public links to it, those that were withdrawn too. */
  links?: Record<string, LinkState>;
}
