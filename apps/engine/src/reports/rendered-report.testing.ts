import { createHash, randomUUID } from 'node:crypto';
import { beginReport, finishReport } from '@buurtbalans/database';
import type { DocumentKind } from '@buurtbalans/domain';
import type { EngineUnderTest } from '../engine.testing.ts';

type Engine = Pick<EngineUnderTest, 'db' | 'trajectory'>;

/** A document as the worker leaves it, for tests; gives its id. */
export async function renderedReport(
  { db, trajectory }: Engine,
  format: 'html' | 'pdf',
  document: DocumentKind = 'shared-picture',
): Promise<string> {
  const reportId = randomUUID();
  await trajectory.do({ type: 'RequestReport', reportId, document, format, language: 'nl' });
  const attempt = (await beginReport(db, trajectory.id, reportId))!;
  const body = Buffer.from(
    format === 'pdf'
      ? '%PDF-1.7 proef'
      : '<!doctype html><html lang="nl"><head><title>Beeld</title></head><body><header><h1>Beeld</h1></header><main>Het plein</main></body></html>',
  );
  const sha256 = createHash('sha256').update(body).digest('hex');
  await finishReport(db, reportId, attempt, {
    mime: format === 'pdf' ? 'application/pdf' : 'text/html; charset=utf-8',
    fileName: `beeld.${format}`,
    body,
    sha256,
    pages: 1,
  });
  await trajectory.do({ type: 'RecordReport', reportId, outcome: 'rendered', sha256, pages: 1 }, { role: 'system' });
  return reportId;
}
