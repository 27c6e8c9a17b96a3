import type { PaperLanguage } from '@buurtbalans/domain';
import type { HouseStyle } from '../house-style/house-style.ts';
import { renderHtml } from '../render/render-html.ts';
import type { RenderedDocument } from '../render-document.ts';
import { composePaper } from './compose-paper.ts';
import type { PaperSource } from './paper-source.ts';

/**
 * Composes and renders paper forms.
 *
 * @throws ModelError when they cannot be laid out.
 */
export async function renderPaper(
  source: PaperSource,
  language: PaperLanguage,
  format: 'pdf' | 'html',
  style?: HouseStyle,
): Promise<RenderedDocument> {
  const composed = { ...composePaper(source, language), ...(style && { style }) };
  const name = `paper-form-${source.session.title}-${composed.language}`
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (format === 'html')
    return {
      body: Buffer.from(renderHtml(composed)),
      mime: 'text/html; charset=utf-8',
      fileName: `${name}.html`,
      pages: 0,
    };
  const { renderPdf } = await import('../render/render-pdf.ts');
  const { body, pages } = renderPdf(composed);
  return { body, mime: 'application/pdf', fileName: `${name}.pdf`, pages };
}
