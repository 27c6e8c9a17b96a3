import { compose } from './documents/compose.ts';
import { renderHtml } from './render/render-html.ts';
import type { RenderRequest } from './snapshot.ts';

/** A rendered document. */
export interface RenderedDocument {
  readonly body: Buffer;
  readonly mime: 'application/pdf' | 'text/html; charset=utf-8';
  readonly fileName: string;
  /** Number of pages of a PDF; 0 for HTML. */
  readonly pages: number;
}

/**
 * Composes and renders a document.
 *
 * @throws ModelError when the content cannot be laid out, such as a text beyond the limit.
 */
export async function renderDocument({
  snapshot,
  document,
  format,
  language,
  style,
  onProgress,
}: RenderRequest): Promise<RenderedDocument> {
  await onProgress?.('compose', 20);
  const composed = { ...compose(snapshot, document, language), ...(style && { style }) };
  const session = document === 'minutes' ? snapshot.sessions.find(({ id }) => id === snapshot.sessionId) : undefined;
  const name = [document, snapshot.trajectory.name, ...(session ? [session.lane, session.number] : []), language]
    .join('-')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (format === 'html') {
    await onProgress?.('layout', 60);
    return {
      body: Buffer.from(renderHtml(composed)),
      mime: 'text/html; charset=utf-8',
      fileName: `${name}.html`,
      pages: 0,
    };
  }
  await onProgress?.('layout', 40);
  const { renderPdf } = await import('./render/render-pdf.ts');
  const { body, pages } = renderPdf(composed);
  await onProgress?.('write', 90);
  return { body, mime: 'application/pdf', fileName: `${name}.pdf`, pages };
}
