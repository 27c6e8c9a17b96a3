import { execFileSync } from 'node:child_process';

/** The text of a file as it lies on the pages, headers and footers included. */
export function textOf(pdf: Buffer): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 28 });
}
