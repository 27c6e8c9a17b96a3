export { checkPdf } from './check-pdf.ts';
export type { Fault } from './fault.ts';
export { textOf } from './pdf-text.ts';
export { readAloud, type ReadText } from './read-aloud.ts';
export { PdfFile } from './read-pdf.ts';
