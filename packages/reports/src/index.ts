export * from './snapshot.ts';
export { ModelError, PARAGRAPH_LIMIT, type Block, type ReportDocument } from './model.ts';
export { compose } from './documents/compose.ts';
export { renderHtml } from './render/render-html.ts';
export { renderDocument, type RenderedDocument } from './render-document.ts';
export { buildSnapshot, placedItems, type SnapshotSource } from './build-snapshot.ts';
