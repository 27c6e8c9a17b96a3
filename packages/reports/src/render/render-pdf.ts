import type { ReportDocument } from '../model.ts';
import { furniture } from '../texts/furniture.ts';
import { print } from './pdf/print.ts';

/** Renders a document as tagged PDF (PDF/UA-1 and PDF/A-2a) with bookmarks, table of contents and page numbers. */
export function renderPdf(document: ReportDocument): { body: Buffer; pages: number } {
  return print(document, furniture[document.language]);
}
