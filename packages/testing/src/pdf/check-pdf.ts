import { checkAnnotations } from './check-annotations.ts';
import { checkContent } from './check-content.ts';
import { checkFile } from './check-file.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkStructure } from './check-structure.ts';
import { type Fault, Faults } from './fault.ts';
import { PdfFile } from './read-pdf.ts';
import { structureOf } from './structure.ts';

/**
 * Checks what a machine can of PDF/UA-1 and PDF/A-2a (level A) with qpdf. It knows composite fonts only, and no images:
 * the product makes no others.
 */
export function checkPdf(bytes: Buffer): Fault[] {
  const file = new PdfFile(bytes);
  const elements = structureOf(file);
  const faults = new Faults();
  checkFile(file, faults);
  checkMetadata(file, faults);
  checkStructure(file, elements, faults);
  checkAnnotations(file, elements, faults);
  checkContent(file, elements, faults);
  return faults.all;
}
