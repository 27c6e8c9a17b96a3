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
  /** Hash of the borders and figures that it shows; absent when an earlier version was asked for it. */
  facts?: string;
  status: 'requested' | 'rendered' | 'failed' | 'cancelled';
  requestedAt: string;
  sha256?: string;
  pages?: number;
  errorCode?: string;
  /** Number of the approved picture that it shows; absent when none was approved, and the document is a concept. */
  pictureNumber?: number;
  /** Public links to it, those that were withdrawn too. */
  links?: Record<string, LinkState>;
}
