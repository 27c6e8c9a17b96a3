import { dutchDay } from '@buurtbalans/domain';
import type { HouseStyle } from '../house-style/house-style.ts';
import type { RenderedDocument } from '../render-document.ts';
import { renderHtml } from '../render/render-html.ts';
import type { ReportLanguage } from '../snapshot.ts';
import { composeProgramme } from './compose-programme.ts';
import type { ProgrammeSnapshot } from './programme-snapshot.ts';

/** Which programme report to render. */
export interface ProgrammeRequest {
  readonly snapshot: ProgrammeSnapshot;
  readonly format: 'pdf' | 'html';
  readonly language: ReportLanguage;
  /** Belongs to what decides the bytes; absent: the neutral one. */
  readonly style?: HouseStyle;
}

/** Renders a programme report; the same snapshot and style give the same bytes. */
export async function renderProgramme({
  snapshot,
  format,
  language,
  style,
}: ProgrammeRequest): Promise<RenderedDocument> {
  const composed = { ...composeProgramme(snapshot, language), ...(style && { style }) };
  const name = `programme-${dutchDay(snapshot.asOf)}-${language}`;
  if (format === 'html')
    return {
      body: Buffer.from(renderHtml(composed)),
      mime: 'text/html; charset=utf-8',
      fileName: `${name}.html`,
      pages: 0,
    };
  const { renderPdf } = await import('../render/render-pdf.ts');
  return { ...renderPdf(composed), mime: 'application/pdf', fileName: `${name}.pdf` };
}
