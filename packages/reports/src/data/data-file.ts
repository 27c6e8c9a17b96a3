import type { DocumentKind } from '@buurtbalans/domain';
import type { ReportSnapshot } from '../snapshot.ts';

/** Name of a file with what a document shows. */
export function dataFileName({ trajectory }: ReportSnapshot, document: DocumentKind, extension: string): string {
  const name = `${document}-${trajectory.name}`
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name}.${extension}`;
}
