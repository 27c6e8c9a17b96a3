/** A link to a document: for everybody, or one for each reader of those with whom it is shared. */
export interface LinkState {
  pdfReportId: string | null;
  publishedAt: string;
  withdrawnAt: string | null;
  /** Organisation of each reader, by the reader's id; absent for everybody. */
  readers?: Record<string, string>;
  /** Last day on which readers can react. */
  until?: string;
}
