import { defineEntity, p } from '@mikro-orm/core';
import { count, momentOfWriting } from '../columns.ts';
import { AccountEntity } from '../people/account.entity.ts';

/** A problem of an import: code of the catalogue and the values for its text (file, row, column, value). */
export interface ImportProblem {
  readonly code: string;
  readonly details: Record<string, unknown>;
}

/** Files that somebody brought in, and how far they are read. */
export const ImportJobEntity = defineEntity({
  name: 'ImportJob',
  tableName: 'import_job',
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<'kwb' | 'boundaries'>(),
    fileName: p.text(),
    bytes: count(),
    year: p.integer().strictNullable(),
    status: p.text().$type<'queued' | 'reading' | 'done' | 'refused'>().default('queued'),
    progress: p.integer().default(0),
    rowCount: p.integer().default(0),
    stored: p.integer().default(0),
    problems: p.json().$type<ImportProblem[]>().defaultRaw(`'[]'`),
    sourceTitle: p.text().strictNullable(),
    requestedBy: () => p.manyToOne(AccountEntity).fieldName('requested_by'),
    requestedAt: momentOfWriting(),
  },
});
