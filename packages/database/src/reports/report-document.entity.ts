import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting, renderedFile } from '../columns.ts';

/** Rendered documents, and how far the worker is with them. */
export const ReportDocumentEntity = defineEntity({
  name: 'ReportDocument',
  tableName: 'report_document',
  properties: {
    reportId: p.uuid().primary(),
    trajectoryId: p.uuid(),
    attempt: p.integer().default(0),
    progress: p.integer().default(0),
    step: p.text().default('queued'),
    ...renderedFile(),
    errorDetail: p.text().strictNullable(),
    updatedAt: momentOfWriting(),
    fileGoneAt: moment().strictNullable(),
    lookedAt: moment().strictNullable(),
  },
});
